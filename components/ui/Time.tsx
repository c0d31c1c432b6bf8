/** Relative dates with the exact time on hover. */

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

export function toRelative(atMs: number, nowMs = Date.now()): string {
  const awayMs = atMs - nowMs;
  const step = STEPS.find(([, ms]) => Math.abs(awayMs) >= ms);
  return step ? relative.format(Math.round(awayMs / step[1]), step[0]) : 'just now';
}

export function Time({ atMs }: { readonly atMs: number }) {
  const at = new Date(atMs);
  return (
    <time dateTime={at.toISOString()} title={exact.format(at)}>
      {toRelative(atMs)}
    </time>
  );
}
