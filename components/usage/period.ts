/** Which days are looked at. */
import { shiftDay } from '../../lib/usage/days';
import { firstOfMonth, isDay, lastOfMonth } from './days';

export const PRESETS = ['month', 'last-month', '7', '30', '90', 'year', 'all', 'own'] as const;
export type Preset = (typeof PRESETS)[number];

/** Both ends included; without one it goes from the first entry, to the last. A clock may once have been wrong. */
export interface Span {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface Period {
  readonly preset: Preset;
  readonly own: { readonly from: string; readonly to: string };
}

export const isPreset = (text: string): text is Preset => PRESETS.some((preset) => preset === text);

export const firstPeriod = (today: string): Period => ({
  preset: 'month',
  own: { from: firstOfMonth(today), to: today },
});

/** Undefined while the person's own two days make no span. */
export function toSpan({ preset, own }: Period, today: string): Span | undefined {
  switch (preset) {
    case 'month':
      return { from: firstOfMonth(today), to: lastOfMonth(today) };
    case 'last-month': {
      const to = shiftDay(firstOfMonth(today), -1);
      return { from: firstOfMonth(to), to };
    }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'all':
      return { from: undefined, to: undefined };
    case 'own':
      return isDay(own.from) && isDay(own.to) && own.from <= own.to ? own : undefined;
    default:
      return { from: shiftDay(today, 1 - Number(preset)), to: today };
  }
}
