/** What a day usually costs, and when one costs far more: one rule for whoever tells of it. */
import { E8 } from '../core/usd-e8';
import { type Day, shiftDay } from './days';

/** What was spent on each day, in hundred-millionths of a dollar. */
export type Spent = ReadonlyMap<Day, number>;

const BACK_DAYS = 30;
const FEWEST_DAYS = 5;

/** The middle one of the last month's days on which anything was spent. Undefined for too few of them. */
export function usualOf(spent: Spent, today: Day): number | undefined {
  const since = shiftDay(today, -BACK_DAYS);
  const days = [...spent]
    .flatMap(([day, usdE8]) => (day >= since && day < today && usdE8 > 0 ? [usdE8] : []))
    .sort((a, b) => a - b);
  return days.length < FEWEST_DAYS ? undefined : days[Math.floor(days.length / 2)];
}

const TIMES = 5;

/** Today came to five times the usual, and to a dollar at least. */
export function unusualOf(
  spent: Spent,
  today: Day,
): { readonly usdE8: number; readonly usualE8: number } | undefined {
  const usualE8 = usualOf(spent, today);
  const usdE8 = spent.get(today) ?? 0;
  if (usualE8 === undefined || usdE8 < Math.max(E8, TIMES * usualE8)) return undefined;
  return { usdE8, usualE8 };
}
