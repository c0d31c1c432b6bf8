/** The date as a model can read it, in the person's own time zone unless another one is named. */
import { fail } from '../core/problem';

export function now(timeZone?: string, at = new Date()): string {
  try {
    const options = { dateStyle: 'full', timeStyle: 'long', ...(timeZone ? { timeZone } : {}) } as const;
    return `${new Intl.DateTimeFormat('en', options).format(at)} (${at.toISOString()})`;
  } catch {
    return fail('time-zone-unknown');
  }
}
