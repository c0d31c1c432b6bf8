/** Out of one vault and into another: all of it is there, once, and works. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openLogLine } from '../../lib/activity/imported';
import { openLine } from '../../lib/activity/rows';
import { z } from '../../lib/core/zod';
import { openDb } from '../../lib/db/open';
import { readSetting } from '../../lib/db/settings';
import { readFile } from '../../lib/files/store';
import { openJob } from '../../lib/jobs/rows';
import { reveal } from '../../lib/keys/change';
import { changeKey, readRecord } from '../../lib/keys/store';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { readLedger } from '../jobs/stage';
import { apiKey, codeOf, dumpDisk } from '../keys/bench';
import {
  addKey,
  EVERYTHING,
  entryOf,
  exportAll,
  fill,
  makeBackup,
  makeVault,
  PASSPHRASE,
  picture,
  putJob,
  readIn,
  requestOf,
  stateOf,
} from './stage';

async function readJobs() {
  const { vaultId, content: key } = await requireOpen();
  return Promise.all((await openDb().jobs.toArray()).map((row) => openJob({ vaultId, key }, row)));
}
const readRecords = async () => {
  const open = await requireOpen();
  return Promise.all((await openDb().keys.toArray()).map((row) => readRecord(open, row)));
};
const counts = async () =>
  Object.fromEntries(
    await Promise.all(openDb().tables.map(async (table) => [table.name, await table.count()])),
  );

beforeEach(makeVault);

describe('a backup read into a fresh vault', () => {
  it('brings keys that can be used, with their names and defaults', async () => {
    const { home, work } = await fill();
    const backup = await makeBackup();
    await makeVault();
    expect(await readIn(backup)).toMatchObject({ keys: 2, sameKeys: 0, jobs: 2, entries: 2, files: 2 });
    expect((await readRecords()).map(({ name }) => name)).toEqual(['Home', 'Work']);
    expect(await reveal(home, 'show')).toEqual({ apiKey: apiKey('1') });
    expect(await reveal(work, 'show')).toEqual({ apiKey: apiKey('2') });
    const { value } = await readSetting(await requireOpen(), 'defaults', z.record(z.string(), z.string()));
    expect(value).toEqual({ openrouter: home });
  });

  it('brings pictures byte by byte, answers and costs', async () => {
    const { file, attached, painted } = await fill();
    const bytes = await readFile(file);
    const small = await readFile(attached);
    const before = await readLedger();
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    const [job, talk] = await readJobs();
    expect(job?.request.prompt).toBe(painted.prompt);
    const [image] = job?.state.images ?? [];
    const [asked] = job?.request.files ?? [];
    expect(image && (await readFile(image))).toEqual(bytes);
    expect(asked && (await readFile(asked))).toEqual(small);
    expect(talk?.state.text).toBe('They are red.');
    expect(await readLedger()).toEqual(before);
  });

  it('brings the small picture that lists show', async () => {
    const [large, small] = [await picture(), await picture(900)];
    const made = [{ at: 0, role: 'poster' as const, file: small }];
    await putJob(requestOf(), stateOf({ images: [large], made }));
    const bytes = await readFile(small);
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    const [poster] = (await readJobs())[0]?.state.made ?? [];
    expect(poster && (await readFile(poster.file))).toEqual(bytes);
  });

  it('leaves nothing readable on the disk, and nothing staged', async () => {
    await fill();
    const backup = await makeBackup();
    const readable = /snow|Home|openrouter|sk-or-|They are/;
    expect(readable.test(Buffer.from(await backup.arrayBuffer()).toString('latin1'))).toBe(false);
    await makeVault();
    await readIn(backup);
    // What is to be looked for is found where it is not sealed.
    expect(readable.test(JSON.stringify((await readJobs())[0]))).toBe(true);
    expect(readable.test(await dumpDisk())).toBe(false);
    expect(await openDb().staged.count()).toBe(0);
  });

  it('keeps what was done beside', async () => {
    await fill();
    const lines = await openDb().activity.count();
    const backup = await makeBackup();
    await makeVault();
    const own = await openDb().activity.count();
    expect((await readIn(backup)).lines).toBe(lines);
    expect(await openDb().logs.count()).toBe(lines);
    // Its own say that a backup was read in, and which keys came.
    const { vaultId, content: key } = await requireOpen();
    const rows = (await openDb().activity.toArray()).slice(own);
    const told = await Promise.all(rows.map((row) => openLine({ vaultId, key }, row)));
    expect(told.map(({ activity }) => [activity?.what, activity?.keyName])).toEqual([
      ['backup-read', undefined],
      ['key-added', 'Home'],
      ['key-added', 'Work'],
    ]);
  });

  it('says of each line of the record when the backup was made, and names keys as they are named here', async () => {
    await addKey('a');
    const { vaultId: theirs } = await requireOpen();
    const beforeMs = Date.now();
    const backup = await makeBackup();
    await makeVault();
    const here = await addKey('a');
    await readIn(backup);
    const { vaultId, content: key } = await requireOpen();
    const rows = await openDb().logs.toArray();
    const lines = await Promise.all(rows.map((row) => openLogLine({ vaultId, key }, row)));
    expect(lines.every((line) => line?.vaultId === theirs && (line.madeAtMs ?? 0) >= beforeMs)).toBe(true);
    expect(lines.find((line) => line?.event.what === 'key-added')?.event.keyId).toBe(here);
  });
});

describe('a second time', () => {
  it('brings nothing new', async () => {
    await fill();
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    const before = await counts();
    expect(await readIn(backup)).toMatchObject({
      keys: 0,
      sameKeys: 2,
      jobs: 0,
      sameJobs: 2,
      newerJobs: 0,
      entries: 0,
      lines: 0,
      settings: 0,
      files: 0,
    });
    expect(await counts()).toEqual({ ...before, activity: Number(before.activity) + 1 });
  });

  it('brings nothing into the vault that it was made of', async () => {
    await fill();
    const backup = await makeBackup();
    const before = await counts();
    expect(await readIn(backup)).toMatchObject({
      keys: 0,
      jobs: 0,
      entries: 0,
      lines: 0,
      settings: 0,
      files: 0,
    });
    expect(await counts()).toEqual({ ...before, activity: Number(before.activity) + 1 });
  });
});

describe('a vault that has something already', () => {
  it('keeps the same key once, under its own id, and everything of the backup means that one', async () => {
    const { home } = await fill();
    const backup = await makeBackup();
    await makeVault();
    const mine = await addKey('1', 'Mine');
    expect(mine).not.toBe(home);
    expect(await readIn(backup)).toMatchObject({ keys: 1, sameKeys: 1 });
    const [job] = await readJobs();
    expect(job?.request.keyId).toBe(mine);
    expect((await readLedger())[0]?.keyId).toBe(mine);
    const { value } = await readSetting(await requireOpen(), 'choices', z.unknown());
    expect(value).toMatchObject({ lastUsed: { key: mine } });
    // It was named later than the backup was made.
    expect((await readRecords()).map(({ name }) => name)).toEqual(['Mine', 'Work']);
  });

  it('keeps two keys of the same id that are not the same', async () => {
    const { home } = await fill();
    const backup = await makeBackup();
    const other = await openDb().keys.where('id').equals(home).first();
    await makeVault();
    const { add } = await import('../../lib/keys/save');
    const { draft } = await import('../keys/bench');
    await add(draft({ id: other?.id ?? '', fields: { apiKey: apiKey('9') }, name: 'New' }));
    expect(await readIn(backup)).toMatchObject({ keys: 2, sameKeys: 0 });
    const records = await readRecords();
    expect(new Set(records.map(({ id }) => id)).size).toBe(3);
    expect(await reveal(home, 'show')).toEqual({ apiKey: apiKey('9') });
  });

  it('takes what the backup knew later of a job, and corrects its books', async () => {
    const open = await requireOpen();
    const job = requestOf();
    await putJob(job, stateOf({ place: 'uncertain', seq: 3, text: '' }));
    await openDb().ledger.add(
      await sealEntry(open, { ...entryOf(job.id, job.keyId), how: 'unknown' as const }),
    );
    const early = await makeBackup();
    await openDb().jobs.clear();
    await putJob(job, stateOf({ seq: 9 }));
    await openDb().ledger.add(await sealEntry(open, entryOf(job.id, job.keyId, '0.05')));
    const late = await makeBackup();
    await makeVault();
    expect(await readIn(early)).toMatchObject({ jobs: 1, newerJobs: 0 });
    expect(await readIn(late)).toMatchObject({ jobs: 0, newerJobs: 1, entries: 1 });
    expect((await readJobs()).map(({ state }) => state.place)).toEqual(['done']);
    expect((await readLedger()).map(({ usd, corrects }) => [usd, corrects])).toEqual([
      ['0.04', undefined],
      ['0.05', true],
    ]);
    expect(await readIn(early)).toMatchObject({ jobs: 0, newerJobs: 0, entries: 0 });
  });

  it('fills in files that an earlier backup left out', async () => {
    const { file } = await fill();
    const bytes = await readFile(file);
    const without = await makeBackup({ hasLibrary: true, hasFiles: false });
    const whole = await makeBackup();
    expect(without.size).toBeLessThan(whole.size);
    await makeVault();
    expect(await readIn(without)).toMatchObject({ jobs: 2, files: 0 });
    expect((await readJobs())[0]?.state.images).toEqual([]);
    expect(await readIn(whole)).toMatchObject({ newerJobs: 1, sameJobs: 1, files: 2 });
    const image = (await readJobs())[0]?.state.images[0];
    expect(image && (await readFile(image))).toEqual(bytes);
    expect(await readIn(without)).toMatchObject({ newerJobs: 0 });
  });
});

describe('a file of which something is missing', () => {
  it.each([
    ['the middle', 1, 2],
    ['the end', 2, 99],
    ['everything', 0, 99],
  ])('is left out and counted as damaged, and everything else is in it: %s', async (_, from, to) => {
    const file = await picture(300_000);
    await putJob(requestOf(), stateOf({ images: [file] }));
    await putJob(requestOf(), stateOf({ images: [await picture(1000)] }));
    await openDb().files.where('[file+at]').between([file.id, from], [file.id, to]).delete();
    const { backup, written } = await exportAll();
    expect(written).toMatchObject({ damaged: 1, rows: { jobs: 2, files: 1 } });
    await makeVault();
    expect(await readIn(backup)).toMatchObject({ jobs: 2, files: 1 });
  });
});

describe('keys only', () => {
  it('brings nothing to hold against books that stay behind', async () => {
    const id = await addKey('1');
    const sighting = { usd: '20', atMs: 1_700_000_000_000 };
    const counter = { first: sighting, last: sighting };
    await changeKey(await requireOpen(), id, ({ record }) => ({ record: { ...record, counter } }));
    const backup = await makeBackup({ hasLibrary: false, hasFiles: false });
    await makeVault();
    await readIn(backup);
    expect((await readRecords()).map((key) => [key.id, key.counter])).toEqual([[id, undefined]]);
  });

  it('carries nothing else', async () => {
    await fill();
    const backup = await makeBackup({ hasLibrary: false, hasFiles: false });
    await makeVault();
    expect(await readIn(backup)).toMatchObject({ keys: 2, jobs: 0, entries: 0, lines: 0, files: 0 });
    expect(await openDb().jobs.count()).toBe(0);
    expect(await openDb().files.count()).toBe(0);
  });
});

describe('refused', () => {
  it('for another passphrase, another file, a locked vault', async () => {
    await fill();
    const backup = await makeBackup(EVERYTHING);
    expect(await codeOf(readIn(backup, { passphrase: 'another' }))).toBe('backup-wrong-passphrase');
    expect(await codeOf(readIn(new Blob(['%PDF-1.7'])))).toBe('backup-not');
    expect(await codeOf(readIn(backup.slice(0, 50)))).toBe('backup-damaged');
    expect(await codeOf(readIn(backup, { passphrase: PASSPHRASE.toUpperCase() }))).toBe(
      'backup-wrong-passphrase',
    );
  });
});
