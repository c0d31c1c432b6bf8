/** Chunks that no row names go once, as the vault first opens; what a row names, or might name, stays. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDb } from '../../lib/db/open';
import { writeSetting } from '../../lib/db/settings';
import type { KeptFile } from '../../lib/files/record';
import { keepFile, listFiles } from '../../lib/files/store';
import { Held } from '../../lib/jobs/held';
import { draftName } from '../../lib/jobs/record';
import { findFirst, sweep } from '../../lib/jobs/sweep';
import { toReader } from '../../lib/jobs/working';
import { requireOpen } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { setFilesStage } from './stage-files';

let job: Held;
let named: KeptFile[];
let stray: KeptFile;

const keep = (size: number) => keepFile(new Uint8Array(size).fill(7), { media: 'text/plain', name: '' });
const ids = (files: readonly { readonly id: string }[]) => files.map(({ id }) => id).sort();
const chosen = {};
const arrivalOf = ({ id, sealed: { key } }: KeptFile) => ({ id, key, chunkCount: 1 });

beforeEach(async () => {
  const { id } = await setFilesStage();
  const open = await requireOpen();
  const row = await openDb().jobs.where('id').equals(id).first();
  if (!row) throw new Error('no job');
  job = await Held.open(toReader(open), row);
  const [model, half, drawn] = [await keep(200_000), await keep(70_000), await keep(10)];
  const [inText, inModel] = [await keep(5), await keep(6)];
  stray = await keep(150_000);
  const made = { at: 0, role: 'model', file: model } as const;
  await job.happen({ is: 'kept', made });
  await job.happen({ is: 'kept', made: { at: 1, role: 'poster', file: drawn } });
  await job.happen({ is: 'arriving', arrivals: { 2: arrivalOf(half) }, receivedBytes: 0 });
  await writeSetting(open, draftName('text'), { prompt: '', files: [inText], chosen });
  await writeSetting(open, draftName('model3d'), { prompt: '', files: [inModel], chosen });
  named = [model, half, drawn, inText, inModel];
  expect(await listFiles()).toEqual(ids([...named, stray]));
});

describe('a sweep', () => {
  it('drops what nobody names, and nothing else', async () => {
    await sweep(await findFirst());
    expect(await listFiles()).toEqual(ids(named));
  });

  it('leaves what came after the vault opened: it may still get its name', async () => {
    const there = await findFirst();
    const fresh = await keep(9);
    await sweep(there);
    expect(await listFiles()).toEqual(ids([...named, fresh]));
  });

  it('is made once in the life of the browser', async () => {
    await sweep(await findFirst());
    const fresh = await keep(9);
    await sweep(await findFirst());
    expect(await listFiles()).toEqual(ids([...named, fresh]));
    await fakeBrowser.storage.session.remove('swept');
    await sweep(await findFirst());
    expect(await listFiles()).toEqual(ids(named));
  });

  it('waits for an open vault', async () => {
    await lock();
    expect(await findFirst()).toEqual([]);
    expect(await fakeBrowser.storage.session.get('swept')).toEqual({});
  });

  it('drops nothing when the vault locks before the names are read', async () => {
    const there = await findFirst();
    await lock();
    await sweep(there);
    expect(await listFiles()).toEqual(ids([...named, stray]));
  });

  it.each(['request', 'state'])(
    'drops nothing while the %s of a job is damaged: it could be its own',
    async (half) => {
      const row = await openDb().jobs.get(job.n);
      if (!row) throw new Error('no job');
      const spoilt = (half === 'state' ? row.state : row.sealed).with(-1, 0).with(-2, 0);
      await openDb().jobs.put({ ...row, ...(half === 'state' ? { state: spoilt } : { sealed: spoilt }) });
      await sweep(await findFirst());
      expect(await listFiles()).toEqual(ids([...named, stray]));
    },
  );

  it('drops nothing while a draft is damaged', async () => {
    const row = await openDb().settings.get(draftName('model3d'));
    if (!row) throw new Error('no draft');
    await openDb().settings.put({ ...row, sealed: row.sealed.with(-1, 0).with(-2, 0) });
    await sweep(await findFirst());
    expect(await listFiles()).toEqual(ids([...named, stray]));
  });
});
