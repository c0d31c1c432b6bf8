/** Times and sizes, as the record shows them. */
const day = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const time = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const date = new Intl.DateTimeFormat('en', { dateStyle: 'long' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'medium' });

const midnightOf = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
const DAY_MS = 24 * 60 * 60_000;

export function dayOf(ms: number, nowMs = Date.now()): string {
  const away = Math.round((midnightOf(nowMs) - midnightOf(ms)) / DAY_MS);
  return away === 0 ? 'Today' : away === 1 ? 'Yesterday' : day.format(ms);
}

export const timeOf = (ms: number): string => time.format(ms);
export const dateOf = (ms: number): string => date.format(ms);
export const exactOf = (ms: number): string => exact.format(ms);

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

export function sizeOf(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[step] ?? 'B'}`;
}
