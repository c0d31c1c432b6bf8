/** The search that says "nothing was found" is first made to find. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ClassicLevel } from 'classic-level';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Finding, searchProfile, type Wanted } from './search';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firekeep-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = 'quartz-lantern-köln-0481-meadow';
const wanted: readonly Wanted[] = [{ label: 'canary', text: TEXT }];
const write = (bytes: Buffer | string) =>
  writeFileSync(
    join(folder, 'file'),
    Buffer.concat([randomBytes(997), Buffer.from(bytes as string), randomBytes(991)]),
  );
const formsIn = (found: readonly Finding[]) => new Set(found.map(({ form }) => form));
const base64 = (shift: number, encoding: BufferEncoding = 'utf8') =>
  Buffer.concat([Buffer.alloc(shift, 7), Buffer.from(TEXT, encoding)]).toString('base64');

describe('the search', () => {
  it.each([
    ['it is', TEXT],
    ['Latin-1', Buffer.from(TEXT, 'latin1')],
    ['UTF-16LE', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16BE', Buffer.from(TEXT, 'utf16le').swap16()],
    ['an address', encodeURIComponent(TEXT)],
    ['hex', Buffer.from(TEXT).toString('hex')],
    ['HEX', Buffer.from(TEXT).toString('hex').toUpperCase()],
    ['base64, shifted by 0', base64(0)],
    ['base64, shifted by 1', base64(1)],
    ['base64, shifted by 2', base64(2)],
    ['base64 of UTF-16, shifted by 1', base64(1, 'utf16le')],
    ['a key of Firefox', Buffer.from(Buffer.from(TEXT).map((byte) => byte + 1))],
  ])('finds a text written as %s', (form, bytes) => {
    write(bytes);
    expect(formsIn(searchProfile(folder, wanted))).toContain(form);
  });

  it('finds a part of a text', () => {
    write(TEXT.slice(7, 23));
    expect(searchProfile(folder, wanted)).toHaveLength(1);
  });

  it('does not stumble over one that is cut off', () => {
    writeFileSync(join(folder, 'file'), TEXT.slice(0, 7));
    expect(searchProfile(folder, wanted)).toEqual([]);
  });

  it('finds bytes', () => {
    const bytes = randomBytes(32);
    write(bytes.toString('base64'));
    expect(searchProfile(folder, [{ label: 'key', text: bytes }])).not.toEqual([]);
  });

  it('finds a text that was made smaller', () => {
    write(gzipSync(TEXT.repeat(40)));
    expect(searchProfile(folder, wanted)).not.toEqual([]);
  });

  it('finds nothing where nothing is', () => {
    write(randomBytes(2_000_000));
    expect(searchProfile(folder, wanted)).toEqual([]);
  });
});

describe('the rows of LevelDB', () => {
  /** Thousands of rows around ours, so that it lies in the middle of a block, a table and a log. */
  const fill = async (level: ClassicLevel, value: string) => {
    for (let index = 0; index < 3_000; index += 1)
      await level.put(`row ${index}`, `${randomBytes(60).toString('latin1')} common words in every row`);
    await level.put('row 1500', value);
  };
  const rowsIn = (found: readonly Finding[], kind: string) =>
    found.filter(({ where }) => where.includes(kind) && where.endsWith('row'));

  it.each([
    ['in one block', `common words ${TEXT}`],
    ['across blocks of the log', `${'x'.repeat(32 * 1024 * 3 - 20)}${TEXT}${'y'.repeat(60_000)}`],
  ])('are read from the log, %s', async (_, value) => {
    const level = new ClassicLevel(folder);
    await level.open();
    await fill(level, value);
    expect(rowsIn(searchProfile(folder, wanted), '.log')).not.toEqual([]);
    await level.close();
  });

  it('are read from tables, where they are packed', async () => {
    const level = new ClassicLevel(folder);
    await level.open();
    // Eight letters at a time were seen before: packed, the text is nowhere in one piece.
    const pieces = TEXT.match(/.{1,8}/gu) ?? [];
    await fill(level, `${pieces.map((piece, index) => `${piece} ${index} `).join('')}${TEXT}`);
    await level.compactRange('', '~');
    await level.close();
    const found = searchProfile(folder, wanted);
    expect(rowsIn(found, '.ldb')).not.toEqual([]);
    expect(found.filter(({ where }) => where.endsWith('.ldb'))).toEqual([]);
  });
});
