/** Sums by roll-up are those of a walk through every entry, whatever happened to the roll-ups. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { totalOf } from '../../lib/usage/cells';
import { dayOf, shiftDay } from '../../lib/usage/days';
import { forgetUsage, readUsage } from '../../lib/usage/reads';
import type { Entry } from '../../lib/usage/record';
import { checkSums } from '../../lib/usage/verify';
import type { OpenVault } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { book, DAY_MS, entry, inOrder, NOON, naively, setLedger } from './stage';

let open: OpenVault;

const many = (count: number, over: (at: number) => Partial<Entry> = () => ({})) =>
  Array.from({ length: count }, (_, at) => entry({ atMs: NOON + (at % 70) * DAY_MS, ...over(at) }));

const summed = async () => inOrder((await readUsage()).cells);
const months = async () => (await openDb().sums.toArray()).filter(({ id }) => id.startsWith('ledger/'));

/** How many rows are opened meanwhile. */
async function countOpened(work: () => Promise<unknown>): Promise<number> {
  const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
  await work();
  const opened = decrypt.mock.calls.length;
  decrypt.mockRestore();
  return opened;
}

beforeEach(async () => {
  forgetUsage();
  open = await setLedger();
});

describe('the ledger, read', () => {
  it('is empty at first, and writes nothing for that', async () => {
    expect(await readUsage()).toEqual({ cells: [], damaged: 0 });
    expect(await openDb().sums.count()).toBe(0);
  });

  it('adds up, and what was added up is not opened again', async () => {
    const entries = many(200, (at) => ({ usd: `0.0${at}`, keyId: `k${at % 3}` }));
    await book(open, entries);
    expect(await countOpened(summed)).toBeGreaterThan(200);
    expect(await summed()).toEqual(inOrder(naively(entries)));
    forgetUsage();
    expect(await countOpened(async () => expect(await summed()).toEqual(inOrder(naively(entries))))).toBe(4);
    const more = many(3);
    await book(open, more);
    expect(await countOpened(summed)).toBe(4);
    expect(await summed()).toEqual(inOrder(naively([...entries, ...more])));
  });

  it('names neither a day nor a service where it lies open on the disk', async () => {
    await book(open, many(80));
    await readUsage();
    const ids = (await openDb().sums.toArray()).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids.filter((id) => !/^ledger(\/[0-9a-f]{32})?$/.test(id))).toEqual([]);
  });

  it('is a span of days, both ends with it', async () => {
    const entries = many(140);
    await book(open, entries);
    const first = dayOf(NOON);
    for (const period of [
      { from: shiftDay(first, 3), to: shiftDay(first, 40) },
      { to: shiftDay(first, 17) },
      { from: shiftDay(first, 69) },
      { from: shiftDay(first, 70) },
    ]) {
      const { from = '', to = '9' } = period;
      const within = naively(entries).filter(({ day }) => day >= from && day <= to);
      expect(inOrder((await readUsage(period)).cells)).toEqual(inOrder(within));
    }
  });

  it('counts each thing once, with its last word, also when that is of another day and key', async () => {
    const [row] = await book(open, [entry({ jobId: 'a', how: 'unknown', usd: undefined }), ...many(60)]);
    await readUsage();
    const next = entry({ jobId: 'a', usd: '7', keyId: 'k2', atMs: NOON + DAY_MS, corrects: true });
    await book(open, [{ ...next, replaces: row?.id }]);
    const total = totalOf((await readUsage()).cells);
    expect([total.jobs, total.unknown, total.usdE8]).toEqual([61, 0, 60 * 25_000_000 + 7e8]);
  });

  it('finds what a correction of the first days corrects, though it does not say so', async () => {
    const entries = many(60, (at) => ({ jobId: `j${at}` }));
    await book(open, entries);
    await readUsage();
    const late = entry({ jobId: 'j7', usd: '3', corrects: true });
    await book(open, [late, ...many(1)]);
    expect(totalOf((await readUsage()).cells)).toMatchObject({ jobs: 61 });
    expect(await summed()).toEqual(inOrder(await readAll()));
  });

  it('tells of what nobody can read, and adds up the rest', async () => {
    const rows = await book(open, many(60));
    const { ledger } = openDb();
    const row = await ledger
      .where('id')
      .equals(rows[5]?.id ?? '')
      .first();
    const sealed = Uint8Array.from(row?.sealed ?? []);
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    await ledger.put({ id: row?.id ?? '', rev: 1, n: row?.n ?? 0, sealed });
    expect(await readUsage()).toMatchObject({ damaged: 1 });
    forgetUsage();
    const { cells, damaged } = await readUsage();
    expect([totalOf(cells).jobs, damaged]).toEqual([59, 1]);
  });

  it('is nothing while locked', async () => {
    await book(open, many(60));
    await readUsage();
    await lock();
    expect(await readUsage()).toEqual({ cells: [], damaged: 0 });
    expect(await checkSums()).toBeUndefined();
  });
});

const readAll = async () => {
  const { slicesAfter } = await import('../../lib/usage/walk');
  const entries: Entry[] = [];
  const content = { vaultId: open.vaultId, key: open.content };
  for await (const slice of slicesAfter(content, 0))
    for (const one of slice) if (one.entry) entries.push(one.entry);
  return naively(entries);
};

describe('roll-ups that do not fit', () => {
  const entries = many(120, (at) => ({ keyId: `k${at % 2}` }));
  const right = inOrder(naively(entries));

  beforeEach(async () => {
    await book(open, entries);
    await readUsage();
    forgetUsage();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a month is gone', async () => openDb().sums.delete((await months())[0]?.id ?? '')],
    ['the head is gone', async () => openDb().sums.delete('ledger')],
    ['everything is gone', async () => openDb().sums.clear()],
    ['a month is damaged', () => damage(1)],
    ['the head is damaged', () => damage(0)],
    [
      'a month is called newer than it is',
      async () => {
        for (const row of await months()) await openDb().sums.put({ ...row, rev: row.rev + 1 });
      },
    ],
    [
      'two months are swapped',
      async () => {
        const [one, two] = await months();
        if (!one || !two) throw new Error('too few months');
        await openDb().sums.put({ ...one, sealed: two.sealed });
        await openDb().sums.put({ ...two, sealed: one.sealed });
      },
    ],
  ])('are made anew when %s', async (_what, spoil) => {
    await spoil();
    expect(await summed()).toEqual(right);
    forgetUsage();
    expect(await summed()).toEqual(right);
    expect((await months()).length).toBe(3);
  });

  it('are made anew in another time zone, by its days', async () => {
    const before = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      expect(dayOf(NOON)).not.toBe('2026-10-14');
      expect(await summed()).toEqual(inOrder(naively(entries)));
      expect(await summed()).not.toEqual(right);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
    expect(await summed()).toEqual(right);
  });

  it('never outlive an entry that was taken away', async () => {
    const first = await openDb().ledger.toCollection().first();
    await openDb().ledger.delete(first?.n ?? 0);
    expect(await summed()).toEqual(inOrder(naively(entries.slice(1))));
  });

  it('that lie are found by whoever walks the whole ledger, and are right afterwards', async () => {
    expect(await checkSums()).toEqual({ entries: 120, damaged: 0, isRight: true });
    const { keep, readFooting } = await import('../../lib/usage/rollup');
    const content = { vaultId: open.vaultId, key: open.content };
    const footing = await readFooting(content, false);
    const [lie] = naively([entry({ usd: '100' })]);
    if (!lie) throw new Error('no cell');
    const { through } = footing.head;
    await keep(content, footing, { cells: [lie], through, rows: 0, damaged: 0, firsts: new Map() });
    forgetUsage();
    expect(await summed()).not.toEqual(right);
    expect(await checkSums()).toEqual({ entries: 120, damaged: 0, isRight: false });
    expect(await summed()).toEqual(right);
    expect(await checkSums()).toMatchObject({ isRight: true });
  });
});

async function damage(at: number): Promise<void> {
  const rows = [await openDb().sums.get('ledger'), ...(await months())];
  const row = rows[at];
  if (!row) throw new Error('no such row');
  const sealed = Uint8Array.from(row.sealed);
  sealed[50] = (sealed[50] ?? 0) ^ 1;
  await openDb().sums.put({ ...row, sealed });
}
