/** A day is the person's own: from midnight to midnight where this computer is now. */

/** `2026-11-21`: as text they are in order. */
export type Day = string;

const two = (number: number): string => String(number).padStart(2, '0');

export function dayOf(atMs: number): Day {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const monthOf = (day: Day): string => day.slice(0, 7);

/** So many days after it; before it when below zero. Noon is on its day also where clocks are put forward. */
export function shiftDay(day: Day, days: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayOf(new Date(year, month - 1, date + days, 12).getTime());
}

/** Both ends belong to it; an absent one is open. */
export interface Period {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

export const isWithin = (day: Day, { from, to }: Period): boolean =>
  (from === undefined || day >= from) && (to === undefined || day <= to);

/** The days of roll-ups are those of one zone: in another they are made anew. */
export const zoneNow = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
