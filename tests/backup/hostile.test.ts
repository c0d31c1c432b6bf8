/** A backup that opens, and means harm or is merely old: nothing that is here is taken back, lost or loosened by it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { toFrame } from '../../lib/backup/frames';
import { makeVisible } from '../../lib/backup/staged';
import { newId } from '../../lib/core/ids';
import { z } from '../../lib/core/zod';
import { openDb } from '../../lib/db/open';
import { readSetting, writeSetting } from '../../lib/db/settings';
import { readFile } from '../../lib/files/store';
import { openJob } from '../../lib/jobs/rows';
import { enable } from '../../lib/keys/change';
import { replace } from '../../lib/keys/save';
import { readRecord } from '../../lib/keys/store';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { readLedger } from '../jobs/stage';
import { apiKey, codeOf, draft } from '../keys/bench';
import { forge, sealFrames } from './forge';
import {
  addKey,
  entryOf,
  fill,
  makeBackup,
  makeVault,
  picture,
  putJob,
  readIn,
  requestOf,
  stateOf,
} from './stage';

const anyRow = z.looseObject({});
const partOf = (row: unknown, name: string) => anyRow.parse(anyRow.parse(row)[name]);
/** A row with members of one of its parts changed. */
const withPart = (row: unknown, name: string, over: object) => ({
  ...anyRow.parse(row),
  [name]: { ...partOf(row, name), ...over },
});

async function jobs() {
  const { vaultId, content: key } = await requireOpen();
  return Promise.all((await openDb().jobs.toArray()).map((row) => openJob({ vaultId, key }, row)));
}
async function records() {
  const open = await requireOpen();
  return Promise.all((await openDb().keys.toArray()).map((row) => readRecord(open, row)));
}
const setting = async (id: string) => (await readSetting(await requireOpen(), id, z.unknown())).value;
const countAll = async () =>
  Object.fromEntries(
    await Promise.all(openDb().tables.map(async (table) => [table.name, await table.count()] as const)),
  );

beforeEach(makeVault);

describe('a result that is here', () => {
  const withPicture = async () => {
    const file = await picture();
    await putJob(requestOf(), stateOf({ images: [file] }));
    return { file, bytes: await readFile(file) };
  };

  it('is not replaced by a foreign one of the same id', async () => {
    await putJob(requestOf(), stateOf({ text: 'Mine' }));
    const forged = await forge(await makeBackup(), (is, row) =>
      is === 'jobs'
        ? [withPart(withPart(row, 'state', { seq: 99, text: 'Theirs' }), 'request', { jobKey: otherKey })]
        : [row],
    );
    expect(await readIn(forged)).toMatchObject({ newerJobs: 0, sameJobs: 1 });
    expect((await jobs()).map(({ state }) => state.text)).toEqual(['Mine']);
  });

  it('is not replaced by a later telling that lost its picture', async () => {
    const { bytes, file } = await withPicture();
    const forged = await forge(await makeBackup(), (is, row) =>
      is === 'jobs' ? [withPart(row, 'state', { seq: 99, images: [] })] : [row],
    );
    expect(await readIn(forged)).toMatchObject({ newerJobs: 0, sameJobs: 1 });
    expect((await jobs())[0]?.state.images).toEqual([file]);
    expect(await readFile(file)).toEqual(bytes);
  });

  it('keeps its picture when a later telling names it and does not have it', async () => {
    const { bytes } = await withPicture();
    const forged = await forge(
      await makeBackup(),
      (is, row) => {
        if (is === 'files') return [{ ...anyRow.parse(row), chunkCount: 0 }];
        return is === 'jobs' ? [withPart(row, 'state', { seq: 99, text: 'Later' })] : [row];
      },
      false,
    );
    expect(await readIn(forged)).toMatchObject({ newerJobs: 1, files: 0 });
    const [job] = await jobs();
    expect(job?.state.text).toBe('Later');
    const [image] = job?.state.images ?? [];
    expect(image && (await readFile(image))).toEqual(bytes);
  });

  it('is not hidden by a mark', async () => {
    const job = requestOf();
    await putJob(job, stateOf());
    const mark = { id: job.id, mark: { isFavourite: true, deletedAtMs: 1 } };
    const frames = [
      toFrame('section', { name: 'about', format: 1 }),
      toFrame('row', { madeAtMs: 1, vaultId: newId(), hasLibrary: true, hasFiles: false }),
      toFrame('section', { name: 'marks', format: 1 }),
      toFrame('row', mark),
      toFrame('end', { rows: { about: 1, marks: 1 } }),
    ];
    await readIn(await sealFrames(frames));
    const { openMark } = await import('../../lib/library/marks');
    const { vaultId, content: key } = await requireOpen();
    const [row] = await openDb().marks.toArray();
    expect(row && (await openMark({ vaultId, key }, row))).toEqual({ isFavourite: true });
  });
});

const otherKey = Buffer.alloc(32, 7).toString('base64');

describe('a picture', () => {
  it('of which the file has less than it says is not counted among what came', async () => {
    const file = await picture(300_000);
    await putJob(requestOf(), stateOf({ images: [file] }));
    const more = { ...file, sealed: { ...file.sealed, chunkCount: 9 } };
    const forged = await forge(await makeBackup(), (is, row) =>
      is === 'jobs' ? [withPart(row, 'state', { images: [more] })] : [row],
    );
    await makeVault();
    expect(await readIn(forged)).toMatchObject({ jobs: 1, files: 0 });
  });
});

describe('the books', () => {
  it('are corrected by nothing that a backup says of a job that only this vault has', async () => {
    const open = await requireOpen();
    const job = requestOf();
    await putJob(job, stateOf());
    const entry = await sealEntry(open, entryOf(job.id, job.keyId));
    await openDb().ledger.add(entry);
    const lie = (over: object) => ({ id: newId(), entry: { ...entryOf(job.id, job.keyId, '0'), ...over } });
    const forged = await forge(await makeBackup(), (is, row) => {
      if (is === 'jobs') return [];
      if (is !== 'ledger') return [row];
      return [lie({ corrects: true }), lie({ corrects: true, jobId: newId(), replaces: entry.id })];
    });
    expect(await readIn(forged)).toMatchObject({ entries: 0 });
    expect((await readLedger()).map(({ usd }) => usd)).toEqual(['0.04']);
  });

  it('of budgets and of what was sent are this vault’s own: a job brings neither', async () => {
    const count = { day: '2026-11-22', provider: 'openrouter', keyId: newId(), round: 0, usd: 1e12 };
    const counts = [{ ...count, tokens: 1e12, isHeld: false }];
    const { isBooked: _, ...open } = stateOf({ counts, isLetThrough: true });
    await putJob(requestOf(), open);
    const backup = await makeBackup();
    await makeVault();
    await readIn(backup);
    const [job] = await jobs();
    expect(job?.state.place).toBe('done');
    for (const name of ['counts', 'sent', 'isLetThrough']) expect(job?.state).not.toHaveProperty(name);
  });
});

describe('settings', () => {
  it('that would make this vault less careful stay where they are', async () => {
    const open = await requireOpen();
    const careless = {
      'auto-lock': { minutes: null },
      'activity-days': { days: 1 },
      'next-key': { isOn: true },
      'draft:text': { prompt: 'half' },
      backup: { atMs: Date.now(), remindDays: null },
      'some-day': { isOn: true },
    };
    const backup = await makeBackup();
    for (const [id, value] of Object.entries({ ...careless, 'rotate-after': { days: 30 } }))
      await writeSetting(open, id, value);
    const later = await makeBackup();
    const forged = await forge(later, (is, row) =>
      is === 'settings' ? [row, ...Object.entries(careless).map(([id, value]) => ({ id, value }))] : [row],
    );
    for (const file of [backup, later, forged]) {
      await makeVault();
      await readIn(file);
      for (const id of Object.keys(careless)) expect(await setting(id)).toBeUndefined();
    }
    expect(await setting('rotate-after')).toEqual({ days: 30 });
  });

  it('make no key a default that is switched off here', async () => {
    const mine = await addKey('1', 'Mine');
    const backup = await makeBackup();
    expect(await setting('defaults')).toEqual({ openrouter: mine });
    await enable(mine, false, null);
    expect(await setting('defaults')).toEqual({});
    await readIn(backup);
    expect(await setting('defaults')).toEqual({});
  });
});

describe('keys', () => {
  it('that were replaced here come back switched off, and are nobody’s default', async () => {
    const id = await addKey('1', 'Old');
    const backup = await makeBackup();
    await replace({ ...draft({ fields: { apiKey: apiKey('2') } }), id });
    expect(await readIn(backup)).toMatchObject({ keys: 1 });
    expect((await records()).map((key) => [key.hint.slice(-4), key.isEnabled])).toEqual([
      ['2222', true],
      ['1111', false],
    ]);
    expect(await setting('defaults')).toEqual({ openrouter: id });
  });

  it('that follow each other still do, whatever they are called here', async () => {
    const next = await addKey('1', 'Next');
    const before = await addKey('2', 'Before');
    const forged = await forge(await makeBackup(), (is, row) =>
      is === 'keys' && partOf(row, 'record').id === before
        ? [withPart(row, 'record', { rotation: { nextId: next, retiredAtMs: 1 } })]
        : [row],
    );
    await makeVault();
    const mine = await addKey('1', 'Mine');
    await readIn(forged);
    const named = (await records()).find(({ id }) => id === before);
    expect(named?.rotation).toEqual({ nextId: mine, retiredAtMs: 1 });
  });
});

describe('refused, and nothing changed', () => {
  it.each(['keys', 'settings', 'jobs', 'ledger', 'files'] as const)('%s that come twice', async (name) => {
    await fill();
    const empty = (row: unknown) => ({ ...anyRow.parse(row), chunkCount: 0 });
    const twice = await forge(
      await makeBackup(),
      (is, row) => {
        const one = is === 'files' ? empty(row) : row;
        return is === name ? [one, one] : [one];
      },
      false,
    );
    await makeVault();
    const before = await countAll();
    expect(await codeOf(readIn(twice))).toBe('backup-damaged');
    expect(await countAll()).toEqual(before);
  });

  it('a key whose id is a word that could stand anywhere', async () => {
    await addKey('1');
    const forged = await forge(await makeBackup(), (is, row) =>
      is === 'keys' ? [{ ...withPart(row, 'record', { id: 'openrouter' }), secret: null }] : [row],
    );
    await makeVault();
    expect(await codeOf(readIn(forged))).toBe('backup-damaged');
  });

  it('a vault that locks in the middle', async () => {
    await fill();
    const backup = await makeBackup();
    await makeVault();
    const before = await countAll();
    expect(await codeOf(readIn(backup, { tell: () => void lock() }))).toBe('locked');
    expect(await countAll()).toMatchObject({ ...before, activity: expect.any(Number) });
  });

  it('a vault that took the place of another in the last moment', async () => {
    const { vaultId } = await requireOpen();
    const none = { tables: [], add: async () => {} };
    const lot = { lot: 'one', count: 1, standing: '', isSpent: false };
    const row = { lot: 'one', table: 'settings' as const, row: { id: 'rotate-after', rev: 1 } };
    await openDb().staged.add(row);
    await makeVault();
    await openDb().staged.add(row);
    expect(await codeOf(makeVisible({ ...lot, vaultId }, none))).toBe('locked');
    expect(await openDb().settings.count()).toBe(0);
    expect(await codeOf(makeVisible({ ...lot, vaultId: (await requireOpen()).vaultId }, none))).toBe('done');
  });
});
