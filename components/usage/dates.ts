import { toDate } from './days';

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const wholeDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });
const month = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric' });

/** Short, for the foot of a chart; the other one is for a table. */
export const sayBin = (unit: 'day' | 'month', id: string): string =>
  unit === 'day' ? day.format(toDate(id)) : month.format(toDate(`${id}-01`));

export const sayWhole = (unit: 'day' | 'month', id: string): string =>
  unit === 'day' ? wholeDay.format(toDate(id)) : month.format(toDate(`${id}-01`));

export const dayAndMonth = (atMs: number): string => day.format(atMs);
