/** What could make the record say something that is not so, without anybody's ill will: races, deaths, clocks. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sealLogLine } from '../../lib/activity/imported';
import { keepFor, prune, readSureNow } from '../../lib/activity/prune';
import { type Verified, verify } from '../../lib/activity/verify';
import { type NextHead, nextHead, readHead, record, type Sealer, traced } from '../../lib/activity/write';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { clear, event, newSealer, readDisk, readerOf, readLines, write } from './bench';

const DAY_MS = 24 * 60 * 60_000;
let open: Sealer;
const look = (): Promise<Verified> => verify(readerOf(open));

beforeEach(async () => {
  await clear();
  open = await newSealer();
});

describe('a change that turned out to be none', () => {
  it('wrote no line, and the next one goes on from the last that was written', async () => {
    await write(open, 2);
    expect(await traced(open, [event('never')], async () => 'nothing to do')).toBe('nothing to do');
    // As if lines were let go meanwhile: the head moved by one, as it would have with that line.
    const known = await readHead(open);
    const moved = await nextHead(open, known.rev, known.head);
    await openDb().transaction('rw', moved.tables, () => moved.put());
    await write(open, 1, 2);
    expect((await look()).broken).toBeUndefined();
    expect((await readLines(open)).map(({ activity }) => activity?.about)).toEqual([
      'line 0',
      'line 1',
      'line 2',
    ]);
  });
});

describe('a record of which everything was taken, its end too', () => {
  it('does not begin as if nothing had been: the next line says it, and Verify too', async () => {
    await write(open, 3);
    await clear();
    const later = { ...open };
    await write(later, 1, 3);
    const told = (await readLines(open)).map(({ activity }) => activity?.what);
    expect(told).toEqual(['record-restarted', 'key-checked']);
    expect((await look()).broken).toMatchObject({ why: 'begun-anew', at: 1 });
  });
});

describe('Verify while lines are let go', () => {
  it('never takes what goes for what somebody took, however often it comes between', async () => {
    const COUNT = 12;
    await write(open, COUNT + 2);
    const lines = await readLines(open);
    // Made ready before, so that each can go just as Verify begins to read.
    const steps: { readonly n: number; readonly next: NextHead }[] = [];
    let { head, rev } = await readHead(open);
    for (const { n, hash } of lines.slice(0, COUNT)) {
      head = { ...head, first: head.first + 1, before: hash ?? '' };
      steps.push({ n, next: await nextHead(open, rev, head) });
      rev += 1;
    }
    const { activity } = openDb();
    const letGo = async () => {
      const step = steps.shift();
      if (!step) return;
      await openDb().transaction('rw', step.next.tables, async () => {
        await step.next.put();
        await activity.delete(step.n);
      });
    };
    const where = activity.where.bind(activity);
    const spy = vi.spyOn(activity, 'where').mockImplementation(((index: string) => ({
      between: (...bounds: [number, number, boolean, boolean]) => ({
        limit: (most: number) => ({
          toArray: () =>
            letGo().then(() =>
              where(index)
                .between(...bounds)
                .limit(most)
                .toArray(),
            ),
        }),
      }),
    })) as unknown as typeof activity.where);
    const found = await look();
    spy.mockRestore();
    expect(steps).toHaveLength(0);
    expect(found.broken).toBeUndefined();
    expect(found).toMatchObject({ lines: 2, pruned: COUNT });
  });
});

describe('how long lines are kept', () => {
  it('is chosen together with the line that says so, or not at all', async () => {
    await write(open, 1);
    await record(open, event('old', Date.now() - 400 * DAY_MS));
    vi.spyOn(openDb().activity, 'bulkAdd').mockRejectedValueOnce(new Error('no room'));
    await expect(keepFor(open, 30)).rejects.toThrow('no room');
    expect(await openDb().settings.count()).toBe(0);
    await prune(open);
    expect((await readDisk()).rows).toHaveLength(2);
  });
});

describe('a clock that runs years ahead', () => {
  const unlock = async () => {
    const nowMs = await readSureNow(open);
    await record(open, { atMs: Date.now(), what: 'vault-opened' });
    await prune(open, nowMs);
  };
  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes nothing away at the unlock in which it is first seen, and nothing once it is right again', async () => {
    const START = Date.UTC(2026, 0, 1);
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    await keepFor(open, 30);
    await record(open, event('mine', START));
    vi.setSystemTime(START + 5000 * DAY_MS);
    await unlock();
    vi.setSystemTime(START + DAY_MS);
    await unlock();
    expect((await readLines(open)).map(({ activity }) => activity?.about)).toContain('mine');
    vi.setSystemTime(START + 40 * DAY_MS);
    await unlock();
    await unlock();
    expect((await readLines(open)).map(({ activity }) => activity?.about)).not.toContain('mine');
    expect((await look()).broken).toBeUndefined();
  });
});

describe('records of other vaults', () => {
  const bring = async (atMs: number) => {
    const line = { vaultId: newId(), event: { atMs, what: 'key-added' } };
    await openDb().logs.add(await sealLogLine(readerOf(open), newId(), line));
  };

  it('are kept as long as the record itself, and oldest first', async () => {
    const now = Date.now();
    for (const ago of [400, 200, 20, 300]) await bring(now - ago * DAY_MS);
    await record(open, event('mine', now));
    await keepFor(open, 365);
    expect(await openDb().logs.count()).toBe(3);
    await keepFor(open, 30);
    expect(await openDb().logs.count()).toBe(2);
    expect((await readLines(open)).at(-1)?.activity).toMatchObject({ what: 'record-pruned', count: 1 });
    expect((await look()).broken).toBeUndefined();
  });

  it('that nobody can read are not thrown away for their age', async () => {
    await openDb().logs.add({ id: newId(), rev: 1, sealed: new Uint8Array(300) });
    await keepFor(open, 30);
    expect(await openDb().logs.count()).toBe(1);
    expect((await readDisk()).rows).toHaveLength(1);
  });
});
