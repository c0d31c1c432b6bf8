/** Whatever is booked, corrected, read by two pages at once or cut short: the sums are those of the ledger. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { forgetUsage, readUsage } from '../../lib/usage/reads';
import type { Entry } from '../../lib/usage/record';
import { book, DAY_MS, entry, inOrder, NOON, naively, setLedger } from './stage';

const summed = async () => inOrder((await readUsage()).cells);
const headRev = async () => (await openDb().sums.get('ledger'))?.rev ?? 0;

/** What can happen between two readings. */
type Deed =
  | { readonly is: 'book'; readonly entries: readonly Drawn[] }
  | { readonly is: 'correct'; readonly which: number; readonly drawn: Drawn }
  | { readonly is: 'read' | 'forget' | 'both' }
  | { readonly is: 'die'; readonly after: number };

interface Drawn {
  readonly usd: string | undefined;
  readonly how: Entry['how'];
  readonly days: number;
  readonly key: number;
  readonly credits: number | undefined;
}

const drawn = fc.record<Drawn>({
  usd: fc.option(
    fc.integer({ min: 0, max: 10 ** 9 }).map((units) => (units / 1e7).toFixed(9)),
    {
      nil: undefined,
    },
  ),
  how: fc.constantFrom('told', 'about', 'unknown'),
  days: fc.integer({ min: -40, max: 40 }),
  key: fc.integer({ min: 0, max: 2 }),
  credits: fc.option(
    fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
    { nil: undefined },
  ),
});
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant('book' as const),
      entries: fc.array(drawn, { minLength: 1, maxLength: 90, size: 'max' }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('correct' as const), which: fc.nat(), drawn }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constantFrom('read' as const, 'forget' as const, 'both' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('die' as const), after: fc.integer({ min: 0, max: 3 }) }),
  },
);

const toEntry = ({ usd, how, days, key, credits }: Drawn, over: Partial<Entry> = {}): Entry =>
  entry({ usd, how, atMs: NOON + days * DAY_MS, keyId: `k${key}`, credits, ...over });

it('roll-ups come to what a walk through everything comes to', { timeout: 240_000 }, async () => {
  let kept = 0;
  let deaths = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 12 }), async (deeds) => {
      forgetUsage();
      const open = await setLedger();
      const other = await anotherPage();
      const booked: { id: string; entry: Entry }[] = [];
      const add = async (entries: readonly Entry[]) => {
        const rows = await book(open, entries);
        rows.forEach((row, at) => {
          const one = entries[at];
          if (one) booked.push({ id: row.id, entry: one });
        });
      };
      for (const one of deeds) {
        if (one.is === 'book') await add(one.entries.map((of) => toEntry(of)));
        if (one.is === 'correct' && booked.length > 0) {
          const { jobId } = booked[one.which % booked.length]?.entry ?? entry();
          const last = booked.findLast((of) => of.entry.jobId === jobId);
          await add([toEntry(one.drawn, { jobId, corrects: true, replaces: last?.id })]);
        }
        if (one.is === 'read') await readUsage();
        if (one.is === 'forget') forgetUsage();
        if (one.is === 'both') await Promise.all([readUsage(), other.readUsage(), other.readUsage()]);
        if (one.is === 'die') deaths += await dieReading(one.after);
      }
      const expected = inOrder(naively(booked.map((of) => of.entry)));
      expect(await summed()).toEqual(expected);
      expect(inOrder((await other.readUsage()).cells)).toEqual(expected);
      forgetUsage();
      expect(await summed()).toEqual(expected);
      kept += await headRev();
    }),
    { numRuns: 60 },
  );
  expect(kept).toBeGreaterThan(20);
  expect(deaths).toBeGreaterThan(10);
});

/** Its own memory and its own connection. */
async function anotherPage(): Promise<typeof import('../../lib/usage/reads')> {
  vi.resetModules();
  return import('../../lib/usage/reads');
}

/** A page that closes in the middle of writing: nothing of its transaction stays. */
async function dieReading(after: number): Promise<number> {
  const { sums } = openDb();
  let left = after;
  const put = vi.spyOn(sums, 'put').mockImplementation((row) => {
    left -= 1;
    if (left < 0) throw new Error('the page is gone');
    return Object.getPrototypeOf(sums).put.call(sums, row);
  });
  forgetUsage();
  const isDead = await readUsage().then(
    () => 0,
    () => 1,
  );
  put.mockRestore();
  return isDead;
}
