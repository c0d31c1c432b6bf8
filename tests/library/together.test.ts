/** Two pages, an alarm and a lock at the same moment: nothing is said that is not so, and nothing is left behind. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { keepFile, listFiles } from '../../lib/files/store';
import { destroy } from '../../lib/jobs/destroy';
import { destroyNow, destroyOverdue, favour, moveOut, restore } from '../../lib/library/changes';
import { sealMark } from '../../lib/library/marks';
import { readDeleted } from '../../lib/library/reads';
import { UNDO_MS } from '../../lib/library/record';
import { requireOpen, touch } from '../../lib/vault/session';
import { newVault } from '../keys/bench';
import { plant, readerNow } from './stage';

const realNow = Date.now.bind(Date);
let aheadMs = 0;

beforeEach(async () => {
  aheadMs = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
  await newVault();
  await touch(null);
});

const jobIds = async () => (await openDb().jobs.toArray()).map(({ id }) => id);
const markIds = async () => (await openDb().marks.toArray()).map(({ id }) => id);
const [one, two] = ['first', 'second'] as const;

describe('what another page destroyed already', () => {
  it('is no running job, and gets no mark any more', async () => {
    const [id = ''] = await plant([{}]);
    await moveOut([id]);
    await destroyNow([id]);
    expect(await moveOut([id])).toEqual({ deleted: 0, running: 0 });
    await favour([id], true);
    expect(await markIds()).toEqual([]);
  });

  it('leaves no notice for ever, even if its mark outlived it', async () => {
    const id = newId();
    await openDb().marks.put(
      await sealMark(await readerNow(), id, { isFavourite: false, deletedAtMs: Date.now() }, 1),
    );
    expect(await readDeleted()).toEqual([id]);
    expect(await destroyNow([id])).toEqual({ waiting: 0 });
    expect(await markIds()).toEqual([]);
  });
});

describe('at the same moment', () => {
  it('what was brought back is not destroyed', async () => {
    const [id = ''] = await plant([{}]);
    await moveOut([id]);
    await restore([id]);
    // The one who destroys had read the marks just before that.
    await destroy(await requireOpen(), [id], 'deleted');
    expect(await jobIds()).toEqual([id]);
  });

  it.each(Array.from({ length: 12 }, (_, round) => round))(
    'bringing back and destroying end in one of both, and say which (%i)',
    async (round) => {
      const [id = ''] = await plant([{}]);
      await moveOut([id]);
      const acts = { [one]: () => restore([id]), [two]: () => destroyNow([id]) };
      const order = round % 2 === 0 ? ([one, two] as const) : ([two, one] as const);
      const told = new Map<string, PromiseSettledResult<unknown>>();
      await Promise.all(
        order.map(async (name, at) => {
          for (let wait = 0; wait < at * round; wait += 1) await Promise.resolve();
          const [result] = await Promise.allSettled([acts[name]()]);
          told.set(name, result);
        }),
      );
      const isBack = told.get(one)?.status === 'fulfilled';
      expect(await jobIds()).toEqual(isBack ? [id] : []);
      expect(await readDeleted()).toEqual([]);
      expect(await markIds()).toEqual(isBack ? [id] : []);
    },
  );

  it.each([0, 1, 2, 3])('two pages delete, and one of them for good (%i)', async (wait) => {
    const ids = await plant([{}, {}, {}]);
    await moveOut(ids);
    const again = async () => {
      for (let turn = 0; turn < wait * 3; turn += 1) await Promise.resolve();
      return moveOut(ids);
    };
    await Promise.all([destroyNow(ids), again()]);
    expect(new Set(await markIds())).toEqual(new Set(await jobIds()));
    await destroyNow(ids);
    expect([await jobIds(), await markIds()]).toEqual([[], []]);
  });
});

describe('the minute', () => {
  it('of the first is not put off by the next', async () => {
    const [first = '', next = ''] = await plant([{}, {}]);
    await moveOut([first]);
    const due = await fakeBrowser.alarms.get('library');
    aheadMs += UNDO_MS / 2;
    await moveOut([next]);
    expect((await fakeBrowser.alarms.get('library'))?.scheduledTime).toBe(due?.scheduledTime);
    aheadMs += UNDO_MS / 2;
    await fakeBrowser.alarms.clear('library');
    await destroyOverdue();
    expect(await jobIds()).toEqual([next]);
    const later = (await fakeBrowser.alarms.get('library'))?.scheduledTime ?? 0;
    expect(later - (due?.scheduledTime ?? 0)).toBeCloseTo(UNDO_MS / 2, -3);
  });

  it('ends for nobody while its service still has to say what it cost, and that is told', async () => {
    const costUntilMs = Date.now() + UNDO_MS;
    const ids = await plant([
      { state: { isBooked: false }, isOpen: true },
      { state: { costUntilMs }, isOpen: true },
      { state: { costUntilMs, cost: { usd: '0.01', how: 'about' } }, isOpen: true },
    ]);
    await moveOut(ids);
    expect(await destroyNow(ids)).toEqual({ waiting: 3 });
    expect(await jobIds()).toEqual(ids);
  });

  it('waits for no second word on a price that was told', async () => {
    const state = { costUntilMs: Date.now() + UNDO_MS, cost: { usd: '0.01', how: 'told' as const } };
    const [id = ''] = await plant([{ state, isOpen: true }]);
    await moveOut([id]);
    expect(await destroyNow([id])).toEqual({ waiting: 0 });
    expect(await jobIds()).toEqual([]);
  });
});

describe('an end in the middle', () => {
  it('takes along the files of what was destroyed before it', async () => {
    const file = () => keepFile(new Uint8Array(9), { media: 'image/png', name: '' });
    const [own, kept] = [await file(), await file()];
    const ids = await plant([{ state: { images: [own] } }, { state: { images: [kept] } }]);
    const open = await requireOpen();
    vi.spyOn(open, 'assertMaySend')
      .mockImplementationOnce(() => undefined)
      .mockImplementation(() => {
        throw new Error('in the middle');
      });
    await expect(destroy(open, ids)).rejects.toThrow('in the middle');
    expect(await listFiles()).toEqual([kept.id]);
    expect(await jobIds()).toEqual([ids[1]]);
  });
});
