/** What a page reads of the record while it grows, while the vault locks, and after a clock that was wrong. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLines, forgetActivity } from '../../lib/activity/reads';
import type { Event } from '../../lib/activity/record';
import { record } from '../../lib/activity/write';
import { openDb } from '../../lib/db/open';
import { requireOpen } from '../../lib/vault/session';
import { lock } from '../../lib/vault/vault';
import { newVault } from '../keys/bench';

const DAY_MS = 24 * 60 * 60_000;
const { signal } = new AbortController();
const all = { isMatch: () => true, wanted: Number.POSITIVE_INFINITY, signal };
const line = (about: string, atMs = Date.now()): Event => ({ atMs, what: 'key-checked', about });
const aboutOf = (found: Awaited<ReturnType<typeof findLines>>) =>
  found.lines.map(({ activity }) => activity?.about ?? activity?.what);

beforeEach(async () => {
  await newVault();
});
afterEach(() => {
  forgetActivity();
});

it('finds what is young behind a line that a wrong clock wrote', async () => {
  const open = await requireOpen();
  await record(open, line('yesterday', Date.now() - DAY_MS));
  await record(open, line('of another age', 0));
  await record(open, line('today'));
  const fromMs = Date.now() - 7 * DAY_MS;
  expect(aboutOf(await findLines({ ...all, fromMs }))).toEqual(['today', 'yesterday', 'vault-created']);
});

it('names no line twice and leaves none out when others are written while it looks', async () => {
  const open = await requireOpen();
  const count = 900;
  await record(open, ...Array.from({ length: count }, (_, at) => line(`${at}`)));
  let isGrowing = true;
  const growing = (async () => {
    for (let more = 0; isGrowing; more += 1) {
      await record(open, line(`later ${more}`));
      // Somebody else looks, and so opens what is new in front of what is being gone through.
      await findLines({ ...all, wanted: 1 });
    }
  })();
  const found = await findLines({
    ...all,
    isMatch: () => {
      // As slow as a search may be: others have their turn.
      const untilMs = performance.now() + 0.2;
      while (performance.now() < untilMs);
      return true;
    },
  });
  isGrowing = false;
  await growing;
  const numbers = found.lines.map(({ n }) => n);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(aboutOf(found).filter((about) => /^\d+$/.test(about ?? ''))).toHaveLength(count);
});

it('keeps nothing that was being opened as the vault locked', async () => {
  await record(await requireOpen(), line('mine'));
  const { activity } = openDb();
  const first = findLines(all);
  let readings = 0;
  activity.hook('reading', (row) => {
    readings += 1;
    // The oldest was looked at alone; these are the two that are to be opened.
    if (readings === 3) {
      void lock();
      forgetActivity();
    }
    return row;
  });
  expect((await first).lines).toEqual([]);
  expect(readings).toBe(3);
  expect((await findLines(all)).lines).toEqual([]);
});
