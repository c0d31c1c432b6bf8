/** Days of the person's own calendar, as the ledger counts them: `2026-03-31`. */
import { type Day, dayOf, monthOf, shiftDay } from '../../lib/usage/days';

/** At noon: no change of the clocks moves it into another day. */
export function toDate(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}

export const firstOfMonth = (day: Day): Day => `${monthOf(day)}-01`;

export const lastOfMonth = (day: Day): Day => shiftDay(firstOfMonth(shiftDay(firstOfMonth(day), 31)), -1);

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(toDate(text).getTime()) === text;

const DAY_MS = 86_400_000;

/** Both ends included. A day on which the clocks are changed is a little more or less than one. */
export const countDays = (from: Day, to: Day): number =>
  Math.round((toDate(to).getTime() - toDate(from).getTime()) / DAY_MS) + 1;

/** Both ends included. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = shiftDay(day, 1)) days.push(day);
  return days;
}

/** `2026-03`. */
export function monthsFrom(from: Day, to: Day): string[] {
  const months: string[] = [];
  for (let first = firstOfMonth(from); first <= to; first = firstOfMonth(shiftDay(first, 31)))
    months.push(monthOf(first));
  return months;
}
