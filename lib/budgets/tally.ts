/** What was spent, by day and key: changed by what single requests count for, before and after. */
import type { Count } from './count';
import { BACK_DAYS, type Sum, type Tally } from './record';

const NONE: Sum = { usd: 0, tokens: 0, calls: 0, heldUsd: 0, heldTokens: 0, unpriced: 0 };

const DAY_MS = 86_400_000;

/** Takes back what `before` counted for, and counts `after`. */
export function recount(
  tally: Tally,
  today: string,
  before: readonly Count[],
  after: readonly Count[],
): Tally {
  // Its own, to be written in: a copy for each of a thousand would stop everything else.
  const days = { ...toDays(tally.days, today) };
  for (const count of before) put(days, count, -1);
  for (const count of after) put(days, count, 1);
  return { ...tally, days: newest(days) };
}

type Days = Tally['days'];

/**
 * A clock that ran ahead and was set right leaves days behind that have not come: they count as today, once. One day
 * ahead is left alone, because whoever flies west comes back to yesterday.
 */
function toDays(days: Days, today: string): Days {
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const ahead = Object.keys(days).filter((day) => day > tomorrow);
  if (ahead.length === 0) return days;
  const kept = Object.fromEntries(Object.entries(days).filter(([day]) => day <= tomorrow));
  const now = { ...kept[today] };
  for (const day of ahead)
    for (const [who, sum] of Object.entries(days[day] ?? {})) now[who] = add(now[who], sum, 1);
  return { ...kept, [today]: now };
}

function put(days: Days, count: Count, sign: 1 | -1): void {
  const day = sign === 1 || days[count.day] ? count.day : lastBefore(days, count.day);
  if (day === undefined) return;
  const who = `${count.provider} ${count.keyId}`;
  days[day] = { ...days[day], [who]: add(days[day]?.[who], sumOf(count), sign) };
}

/** Counted for a day that is not there any more, or was ahead of its time: it is taken back where it went. */
function lastBefore(days: Days, day: string): string | undefined {
  const last = Object.keys(days).sort().at(-1);
  return last !== undefined && last < day ? last : undefined;
}

function sumOf({ usd, tokens, isHeld }: Count): Sum {
  const amount = { usd: usd ?? 0, tokens };
  const held = { heldUsd: usd ?? 0, heldTokens: tokens };
  const about = { calls: 1, unpriced: usd === undefined ? 1 : 0 };
  return { ...NONE, ...about, ...(isHeld ? held : amount) };
}

/** Never below nothing: what was counted twice by a mistake is at least not taken from others. */
function add(sum: Sum = NONE, more: Sum, sign: 1 | -1): Sum {
  const plus = (name: keyof Sum) => Math.max(0, sum[name] + sign * more[name]);
  return {
    usd: plus('usd'),
    tokens: plus('tokens'),
    calls: plus('calls'),
    heldUsd: plus('heldUsd'),
    heldTokens: plus('heldTokens'),
    unpriced: plus('unpriced'),
  };
}

/** By number and not by age: a clock that runs ahead for a minute must not lose a month. */
const newest = (days: Days): Days =>
  Object.fromEntries(
    Object.entries(days)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(-BACK_DAYS),
  );

/** All of it since that day, of those who count. A day that is ahead counts too: the clock may have been set back. */
export function sumSince(tally: Tally, since: string, isOurs: (who: string) => boolean): Sum {
  let sum = NONE;
  for (const [day, byKey] of Object.entries(tally.days))
    if (day >= since) for (const [who, one] of Object.entries(byKey)) if (isOurs(who)) sum = add(sum, one, 1);
  return sum;
}
