/** What is let go leaves a record that still verifies; a head that was lost is said and keeps nobody out. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepFor, prune } from '../../lib/activity/prune';
import type { KeptDays } from '../../lib/activity/record';
import { verify } from '../../lib/activity/verify';
import { record, type Sealer } from '../../lib/activity/write';
import { openDb } from '../../lib/db/open';
import { clear, event, newSealer, putDisk, readDisk, readerOf, readLines, write } from './bench';

const DAY_MS = 24 * 60 * 60_000;
let open: Sealer;
const look = () => verify(readerOf(open));
/** Another life of the background: it knows only what lies on the disk. */
const wake = () => {
  open = { ...open };
};

async function writeDaysAgo(...days: number[]): Promise<void> {
  for (const ago of days) await record(open, event(`${ago}`, Date.now() - ago * DAY_MS));
}
const kept = async () =>
  (await readLines(open)).flatMap(({ activity }) =>
    activity?.what === 'key-checked' ? [activity.about] : [],
  );

beforeEach(async () => {
  await clear();
  open = await newSealer();
});

describe('letting go', () => {
  it.each<[KeptDays, string[]]>([
    [30, ['29', '1']],
    [90, ['89', '29', '1']],
    [365, ['364', '89', '29', '1']],
    [null, ['400', '364', '89', '29', '1']],
  ])('keeps the last %s days, and the rest verifies', async (days, expected) => {
    await writeDaysAgo(400, 364, 89, 29, 1);
    await keepFor(open, days);
    expect(await kept()).toEqual(expected);
    const found = await look();
    expect(found.broken).toBeUndefined();
    expect(found.pruned).toBe(5 - expected.length);
    wake();
    await write(open, 1);
    expect((await look()).broken).toBeUndefined();
  });

  it('says what was let go, and for how long lines are kept', async () => {
    await writeDaysAgo(400, 1);
    await keepFor(open, 30);
    const told = (await readLines(open)).slice(-2).map(({ activity }) => activity);
    expect(told).toMatchObject([
      { what: 'record-kept-for', about: '30 days' },
      { what: 'record-pruned', count: 1 },
    ]);
  });

  it('goes on in slices, and may die between two of them', async () => {
    await Promise.all(
      Array.from({ length: 450 }, (_, at) => record(open, event(`${at}`, Date.now() - 50 * DAY_MS))),
    );
    await writeDaysAgo(1);
    const { activity } = openDb();
    let deleted = 0;
    const die = () => {
      deleted += 1;
      if (deleted > 300) throw new Error('died');
    };
    activity.hook('deleting', die);
    await expect(keepFor(open, 30)).rejects.toThrow('died');
    activity.hook('deleting').unsubscribe(die);
    expect((await look()).broken).toBeUndefined();
    expect(await activity.count()).toBe(450 - 200 + 2);
    wake();
    await prune(open);
    expect((await look()).broken).toBeUndefined();
    expect(await kept()).toEqual(['1']);
  });

  it('ends at the first young line, whatever a wrong clock wrote behind it', async () => {
    await writeDaysAgo(400, 2, 300, 1);
    await keepFor(open, 30);
    expect(await kept()).toEqual(['2', '300', '1']);
  });

  it('hides nothing: lines that were taken from the beginning of what is kept still show', async () => {
    await writeDaysAgo(400, 2, 1);
    await keepFor(open, 30);
    const { rows, heads } = await readDisk();
    await putDisk({ rows: rows.slice(1), heads });
    expect((await look()).broken).toMatchObject({ why: 'out-of-order', at: 2 });
  });

  it('forgives nothing: a gap in what is let go is told for ever', async () => {
    await writeDaysAgo(400, 399, 398, 397, 1);
    const { rows, heads } = await readDisk();
    await putDisk({ rows: rows.filter((_, at) => at !== 1 && at !== 2), heads });
    const before = (await look()).broken;
    expect(before).toMatchObject({ why: 'out-of-order', at: 2 });
    wake();
    await keepFor(open, 30);
    expect(await kept()).toEqual(['1']);
    expect((await look()).broken).toEqual(before);
    wake();
    await write(open, 1);
    expect((await look()).broken).toEqual(before);
  });

  it('of everything leaves a chain that goes on', async () => {
    await writeDaysAgo(400, 399);
    await openDb().settings.clear();
    await keepFor(open, 30);
    expect(await kept()).toEqual([]);
    expect(await look()).toMatchObject({ pruned: 2 });
    expect((await look()).broken).toBeUndefined();
  });
});

describe('a head that was lost', () => {
  it.each(['damaged', 'missing'])(
    '%s is told by the next line, and the chain begins anew there',
    async (how) => {
      await write(open, 3);
      const { rows, heads } = await readDisk();
      const [head] = heads;
      if (!head) throw new Error('there is no head');
      const damaged = { ...head, sealed: head.sealed.map((byte, at) => (at === 50 ? byte ^ 1 : byte)) };
      await putDisk({ rows, heads: how === 'missing' ? [] : [damaged] });
      wake();
      await write(open, 1, 3);
      const told = (await readLines(open)).map(({ activity }) => activity?.what);
      expect(told.slice(3)).toEqual(['record-restarted', 'key-checked']);
      expect((await look()).broken).toMatchObject({ why: 'out-of-order', at: 4 });
    },
  );
});
