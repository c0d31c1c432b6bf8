/** A ledger as years of use leave it: several models, told and reckoned costs, the later days fuller. */
import type { Entry } from '../../lib/usage/record';

const DAY_MS = 86_400_000;
const DAYS = 300;

export const entriesOf = (count: number): Entry[] => {
  const nowMs = Date.now();
  return Array.from({ length: count }, (_, number) => ({
    atMs: nowMs - Math.floor(((count - 1 - number) / count) * DAYS * DAY_MS),
    jobId: number.toString(16).padStart(32, '0'),
    provider: number % 3 ? 'openrouter' : 'anthropic',
    keyId: (number % 4).toString(16).padStart(32, '0'),
    model: `acme/model-${number % 7}`,
    make: number % 9 ? ('text' as const) : ('image' as const),
    usd: `0.${String(1 + (number % 997)).padStart(5, '0')}`,
    how: number % 5 ? ('told' as const) : ('about' as const),
    input: 900 + (number % 400),
    output: 300 + (number % 700),
  }));
};
