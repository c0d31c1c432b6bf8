/** Deleting hides at once, can be taken back for a minute, and then really destroys: but nothing that others need. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { writeSetting } from '../../lib/db/settings';
import type { KeptFile } from '../../lib/files/record';
import { keepFile, listFiles, readFile } from '../../lib/files/store';
import { forget } from '../../lib/jobs/orders';
import { forgetJobs, readJobs } from '../../lib/jobs/reads';
import { draftName } from '../../lib/jobs/record';
import { Catalog } from '../../lib/library/catalog';
import { destroyNow, destroyOverdue, favour, moveOut, restore } from '../../lib/library/changes';
import { EVERYTHING } from '../../lib/library/query';
import { readCards, readDeleted, readNewest } from '../../lib/library/reads';
import { UNDO_MS } from '../../lib/library/record';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen, touch } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { codeOf, newVault } from '../keys/bench';
import { plant, readerNow } from './stage';

const keep = (size: number) => keepFile(new Uint8Array(size).fill(7), { media: 'image/png', name: '' });
const ids = (files: readonly KeptFile[]) => files.map(({ id }) => id).sort();
const idsShown = async () => (await readNewest(0, 100)).items.map(({ id }) => id);

const realNow = Date.now.bind(Date);
let aheadMs = 0;
const later = (ms: number) => {
  aheadMs += ms;
};

beforeEach(async () => {
  aheadMs = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
  await newVault();
  await touch(null);
  // Another vault's rows have the same numbers.
  forgetJobs();
});

const index = async (): Promise<Catalog> => {
  const catalog = new Catalog(await readerNow());
  await catalog.load();
  await catalog.refresh();
  return catalog;
};

describe('deleting', () => {
  it('hides everywhere at once, and undo brings it back with its star', async () => {
    const [first = '', second = ''] = await plant([{}, {}]);
    await favour([first], true);
    expect(await moveOut([first])).toEqual({ deleted: 1, running: 0 });
    expect(await idsShown()).toEqual([second]);
    expect(await readDeleted()).toEqual([first]);
    expect((await readJobs('text', 10)).jobs.map(({ request }) => request.id)).toEqual([second]);
    later(UNDO_MS - 20_000);
    await destroyOverdue();
    await restore([first]);
    later(UNDO_MS);
    await destroyOverdue();
    expect(await idsShown()).toEqual([second, first]);
    const cards = await readCards((await readNewest(0, 100)).items);
    expect(cards.map(({ isFavourite }) => isFavourite)).toEqual([false, true]);
  });

  it('destroys the row, its mark, its files and its words when the time is over', async () => {
    const file = await keep(70_000);
    const [gone = '', other = ''] = await plant([
      { request: { prompt: 'an owl' }, state: { images: [file] } },
      { request: { prompt: 'a fox' } },
    ]);
    const before = await index();
    await before.save();
    await moveOut([gone]);
    later(UNDO_MS);
    await destroyOverdue();
    expect((await openDb().jobs.toArray()).map(({ id }) => id)).toEqual([other]);
    expect(await openDb().marks.toArray()).toEqual([]);
    expect(await listFiles()).toEqual([]);
    expect((await openDb().search.get('part-0'))?.sealed.length).toBe(0);
    expect(await codeOf(restore([gone]))).toBe('job-gone');
  });

  it('does so at once for whoever does not want to wait, and only with what is deleted', async () => {
    const [one = '', two = '', three = ''] = await plant([{}, {}, {}]);
    await moveOut([one, two]);
    await destroyNow([one, three]);
    expect((await openDb().jobs.toArray()).map(({ id }) => id)).toEqual([two, three]);
    expect(await readDeleted()).toEqual([two]);
  });

  it('waits for an unlock when the time ends while the vault is locked', async () => {
    const { proof } = await newVault();
    await touch(null);
    const [gone = ''] = await plant([{}]);
    await moveOut([gone]);
    await lock();
    later(UNDO_MS * 2);
    await destroyOverdue();
    expect(await openDb().jobs.count()).toBe(1);
    const { unlock } = await import('../../lib/vault/vault');
    await unlock(proof);
    await destroyOverdue();
    expect(await openDb().jobs.count()).toBe(0);
  });

  it('leaves what still runs, and says so', async () => {
    const [running = '', over = ''] = await plant([{ state: { place: 'running' }, isOpen: true }, {}]);
    expect(await moveOut([running, over])).toEqual({ deleted: 1, running: 1 });
    expect(await idsShown()).toEqual([running]);
  });

  it('waits until what was paid stands in the books, and leaves the ledger as it is', async () => {
    const [unbooked = ''] = await plant([{ state: { isBooked: false }, isOpen: true }]);
    const open = await requireOpen();
    const entry = await sealEntry(open, {
      atMs: 1,
      jobId: unbooked,
      provider: 'openrouter',
      keyId: newId(),
      model: 'm',
      make: 'text',
      how: 'unknown',
    });
    await openDb().ledger.add(entry);
    await moveOut([unbooked]);
    later(UNDO_MS);
    await destroyOverdue();
    expect(await openDb().jobs.count()).toBe(1);
    expect(await fakeBrowser.alarms.get('library')).toBeDefined();
    const row = await openDb().jobs.where('id').equals(unbooked).first();
    const { open: _, ...settled } = row ?? {};
    await openDb().jobs.put(settled as never);
    await destroyOverdue();
    expect(await openDb().jobs.count()).toBe(0);
    expect(await openDb().ledger.count()).toBe(1);
  });

  it('brings back what nobody can tell any more that it was deleted', async () => {
    const [one = ''] = await plant([{}]);
    await moveOut([one]);
    const mark = await openDb().marks.get(one);
    if (!mark) throw new Error('no mark');
    await openDb().marks.put({ ...mark, sealed: mark.sealed.with(-1, 0).with(-2, 0) });
    await destroyOverdue();
    expect(await idsShown()).toEqual([one]);
  });
});

describe('files', () => {
  it('that another job or a draft names stay whole', async () => {
    const [own, shared, drafted] = [await keep(10), await keep(70_000), await keep(20)];
    const [gone = '', heir = ''] = await plant([
      { state: { images: [own, shared] }, request: { files: [drafted] } },
      { request: { files: [shared] } },
    ]);
    const draft = { prompt: '', files: [drafted], chosen: {} };
    await writeSetting(await requireOpen(), draftName('image'), draft);
    await moveOut([gone]);
    await destroyNow([gone]);
    expect(await listFiles()).toEqual(ids([shared, drafted]));
    expect((await readFile(shared)).length).toBe(70_000);
    await moveOut([heir]);
    await destroyNow([heir]);
    expect(await listFiles()).toEqual(ids([drafted]));
  });

  it('of two jobs go with the second, also when one was removed where it was made', async () => {
    const shared = await keep(30);
    const [one = '', two = ''] = await plant([
      { request: { files: [shared] } },
      { state: { images: [shared] } },
    ]);
    await forget([one]);
    expect(await listFiles()).toEqual(ids([shared]));
    await forget([two]);
    expect(await listFiles()).toEqual([]);
  });

  it('stay while a job is damaged: they could be its own', async () => {
    const file = await keep(10);
    const [gone = '', spoilt = ''] = await plant([{ state: { images: [file] } }, {}]);
    const row = await openDb().jobs.where('id').equals(spoilt).first();
    if (!row) throw new Error('no row');
    await openDb().jobs.put({ ...row, state: row.state.with(-1, 0).with(-2, 0) });
    await moveOut([gone]);
    await destroyNow([gone]);
    expect(await openDb().jobs.count()).toBe(1);
    expect(await listFiles()).toEqual([file.id]);
    // A damaged one can be thrown away too.
    await moveOut([spoilt]);
    await destroyNow([spoilt]);
    expect(await openDb().jobs.count()).toBe(0);
  });
});

describe('a family', () => {
  it('keeps what was made from the one that is gone', async () => {
    const [first = ''] = await plant([{ request: { make: 'model3d' } }]);
    const [step = ''] = await plant([{ request: { make: 'model3d', parent: first, conversation: first } }]);
    await moveOut([first]);
    await destroyNow([first]);
    expect((await readJobs('model3d', 10)).jobs.map(({ request }) => request.id)).toEqual([step]);
  });
});

describe('a page that still holds the index of before', () => {
  it('does not write the words of what is gone again', async () => {
    const [gone = ''] = await plant([
      { request: { prompt: 'a secret owl' } },
      { request: { prompt: 'a fox' } },
    ]);
    const [writer, late] = [await index(), await index()];
    await writer.save();
    await moveOut([gone]);
    await destroyNow([gone]);
    // It has the owl in memory, and never heard of its end.
    await late.save();
    const next = new Catalog(await readerNow());
    await next.load();
    expect(next.find({ ...EVERYTHING, text: 'owl' }, 0, 10).total).toBe(0);
    expect(next.find({ ...EVERYTHING, text: 'fox' }, 0, 10).total).toBe(1);
  });
});
