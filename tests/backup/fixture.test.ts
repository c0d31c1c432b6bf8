/** A backup of the first version opens for ever: by this program, and by the few lines that know nothing of it. */
import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDb } from '../../lib/db/open';
import { readFile } from '../../lib/files/store';
import { openJob } from '../../lib/jobs/rows';
import { reveal } from '../../lib/keys/change';
import { deriveKek } from '../../lib/seal/argon2';
import { requireOpen } from '../../lib/vault/session';
import { apiKey, codeOf } from '../keys/bench';
import { makeVault, readIn } from './stage';

const FILE = fileURLToPath(new URL('../fixtures/backup-v1.firekeep', import.meta.url));
const OPENER = fileURLToPath(new URL('../open-backup.mjs', import.meta.url));
const passphrase = 'six words that open this fixture';
const HOME = 'b24dc6ca47993dc74ab1b2f1757be5b3';
/** As the picture in it was made. */
const bytes = Uint8Array.from({ length: 1000 }, (_, at) => (at * 31 + (at >> 8)) & 255);

const open = (typed: string, ...more: string[]): string =>
  execFileSync('node', [OPENER, FILE, ...more], {
    env: { ...process.env, BACKUP_PASSPHRASE: typed },
    encoding: 'utf8',
    stdio: 'pipe',
  });

describe('a backup of version 1', { timeout: 120_000 }, () => {
  it('is read in, at the full cost of its passphrase', async () => {
    await makeVault();
    const file = new Blob([readFileSync(FILE)]);
    expect(await codeOf(readIn(file, { passphrase: `${passphrase}.`, derive: deriveKek }))).toBe(
      'backup-wrong-passphrase',
    );
    expect(await readIn(file, { passphrase, derive: deriveKek })).toMatchObject({
      keys: 2,
      jobs: 1,
      entries: 1,
      files: 1,
      settings: 2,
    });
    expect(await reveal(HOME, 'show')).toEqual({ apiKey: apiKey('1') });
    const { vaultId, content: key } = await requireOpen();
    const [row] = await openDb().jobs.toArray();
    const job = row && (await openJob({ vaultId, key }, row));
    const [image] = job?.state.images ?? [];
    expect(image && (await readFile(image))).toEqual(bytes);
  });

  it('is opened by a few lines that know only its description', () => {
    const folder = mkdtempSync(join(tmpdir(), 'firekeep-opened-'));
    const opened = JSON.parse(open(passphrase, folder));
    expect(opened.keys.map(({ secret }: { secret: object }) => secret)).toEqual([
      { apiKey: apiKey('1') },
      { apiKey: apiKey('2') },
    ]);
    expect(opened.jobs[0].request.prompt).toBe('A fox in the snow');
    expect(opened.ledger[0].entry.usd).toBe('0.04');
    const [name = ''] = readdirSync(folder);
    expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(bytes);
    rmSync(folder, { recursive: true });
  });

  it('is refused by them for another passphrase', () => {
    expect(() => open('another')).toThrow(/Wrong passphrase/);
  });
});
