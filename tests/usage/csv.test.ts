import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { isUsd } from '../../lib/core/money';
import { toE8 } from '../../lib/core/usd-e8';
import { totalOf } from '../../lib/usage/cells';
import { COLUMNS, cellOf, headOf, linesOf, streamCsv, type Words } from '../../lib/usage/csv';
import { dayOf } from '../../lib/usage/days';
import { forgetUsage, readUsage } from '../../lib/usage/reads';
import type { OpenVault } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { book, DAY_MS, entry, NOON, setLedger } from './stage';

const words: Words = {
  heads: {
    day: 'Day',
    time: 'Time',
    service: 'Service',
    key: 'Key',
    model: 'Model',
    kind: 'Kind',
    usd: 'US dollars',
    how: 'Known',
    requests: 'Requests',
    input: 'Tokens in',
    output: 'Tokens out',
    credits: 'Credits',
    creditUsd: 'Dollars for a credit',
  },
  service: (id) => id.toUpperCase(),
  key: (id) => `key ${id}`,
  kind: (make) => make,
  how: (how) => how,
};

/** As RFC 4180 says that it is read. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (text[at] === '"') at += 1;
        cell += text[at];
        at += 1;
        if (at > text.length) throw new Error('a quote that never ends');
      }
      at += 1;
    } else
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error('a mark outside of quotes');
        cell += text[at];
        at += 1;
      }
    row.push(cell);
    if (text[at] === ',') at += 1;
    else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error('a line that does not end');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-2', "'-2"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['two\nlines', '"two\nlines"'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j', (text, cell) => {
    expect(cellOf(text)).toBe(cell);
  });

  it('is read back as it was, and never as a formula', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', 'a', 'é', "'"),
    });
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (texts) => {
        const [read = []] = parse(`${texts.map(cellOf).join(',')}\r\n`);
        expect(read.map((text, at) => (texts[at] === text ? text : text.slice(1)))).toEqual(texts);
        expect(read.filter((text) => /^[=+\-@\t\r\n]/.test(text))).toEqual([]);
      }),
    );
  });
});

describe('a line', () => {
  it('says everything of an entry, each amount as it was told', () => {
    const one = entry({
      usd: '0.0000003',
      how: 'about',
      model: '=cmd|x',
      calls: 3,
      credits: 6.5,
      price: { credit: '0.01' },
      others: [{ keyId: 'k2', how: 'unknown' }],
    });
    const [head = [], main = [], other = []] = parse(headOf(words) + linesOf(one, words));
    expect(head).toEqual(COLUMNS.map((column) => words.heads[column]));
    const time = new Date(NOON).toISOString();
    expect(main).toEqual([
      '2026-10-14',
      time,
      'ACME',
      'key k1',
      "'=cmd|x",
      'text',
      '0.0000003',
      'about',
      '3',
      '10',
      '20',
      '6.5',
      '0.01',
    ]);
    expect(other).toEqual([
      '2026-10-14',
      time,
      'ACME',
      'key k2',
      "'=cmd|x",
      'text',
      '',
      'unknown',
      '1',
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('the whole table', () => {
  let open: OpenVault;
  const read = async (period = {}) => parse(await new Response(streamCsv(period, words)).text()).slice(1);

  beforeEach(async () => {
    forgetUsage();
    open = await setLedger();
  });

  it('comes to the same sum as the page says, newest first, each thing once', async () => {
    const entries = Array.from({ length: 700 }, (_, at) =>
      entry({ jobId: `j${at}`, usd: (at / 1e5).toFixed(5), atMs: NOON + (at % 9) * DAY_MS }),
    );
    const rows = await book(open, entries);
    const replaces = rows[3]?.id;
    await book(open, [entry({ jobId: 'j3', usd: '5', corrects: true, replaces, atMs: NOON + DAY_MS })]);
    for (const period of [{}, { from: dayOf(NOON + DAY_MS), to: dayOf(NOON + 3 * DAY_MS) }]) {
      const table = await read(period);
      const total = table.reduce((sum, row) => sum + (toE8(row[6] ?? '') ?? Number.NaN), 0);
      expect(total).toBe(totalOf((await readUsage(period)).cells).usdE8);
      expect(table.every((row) => row.length === COLUMNS.length && isUsd(row[6] ?? ''))).toBe(true);
    }
    const table = await read();
    expect(table).toHaveLength(700);
    expect(table[0]?.[6]).toBe('5');
  });

  it('comes piece by piece', async () => {
    await book(
      open,
      Array.from({ length: 700 }, () => entry()),
    );
    let pieces = 0;
    for await (const _ of streamCsv({}, words) as unknown as AsyncIterable<Uint8Array>) pieces += 1;
    expect(pieces).toBeGreaterThan(3);
  });

  it('breaks off when the vault locks, instead of ending as if that were all', async () => {
    await book(
      open,
      Array.from({ length: 700 }, () => entry()),
    );
    const reader = streamCsv({}, words).getReader();
    await reader.read();
    await reader.read();
    await lock();
    const rest = async () => {
      while (!(await reader.read()).done);
    };
    await expect(rest()).rejects.toThrow('locked');
  });
});
