// @vitest-environment jsdom
/** What is left for something, beside what was asked for since the service told what there is. */
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { type Balance, isShort, withoutSpent } from '../../../../components/studio/three/balance';
import type { Job, Request, State } from '../../../../lib/jobs/record';
import { job3d, listOf, richKey } from './stage';

const TOLD_AT_MS = 1_000_000;
const key = richKey(50, { checkedAtMs: TOLD_AT_MS });
const told: Balance = { amount: '50.00', unit: 'credits' };

/** Twenty credits by its table; what was taken is not known yet. */
function asked(state: Partial<State>, request: Partial<Request> = {}): Job {
  const job = job3d(state, { keyId: key.id, ...request });
  if (state.credits === undefined) delete job.state.credits;
  return job;
}

const left = (...jobs: readonly Job[]) => withoutSpent(told, key, jobs, [listOf()]);
const before = TOLD_AT_MS - 1;
const after = TOLD_AT_MS + 1;

describe('what is left', () => {
  it.each([
    ['waits for its turn', asked({ place: 'draft' }), '30.00'],
    ['was sent since', asked({ place: 'running', sentAtMs: after }), '30.00'],
    ['was sent before: the service counted it', asked({ place: 'running', sentAtMs: before }), '50.00'],
    ['is done since, at another price', asked({ sentAtMs: after, credits: 30 }), '20.00'],
    ['nobody knows the end of', asked({ place: 'uncertain', sentAtMs: after, charge: 'unknown' }), '30.00'],
    ['was given back', asked({ place: 'failed', sentAtMs: after, charge: 'none' }), '50.00'],
    ['never left', asked({ place: 'cancelled' }), '50.00'],
    ['another key pays', asked({ place: 'draft' }, { keyId: 'another' }), '50.00'],
    [
      'another key took over',
      asked({ place: 'draft', payer: { keyId: 'another', keyName: '', keyHint: '' } }),
      '50.00',
    ],
    ['nobody knows the price of', asked({ place: 'draft' }, { model: 'of tomorrow' }), '50.00'],
  ] as const)('of one that %s', (_what, job, amount) => {
    expect(left(job).amount).toBe(amount);
    expect(left(job).isReduced === true).toBe(amount !== '50.00');
  });

  it('is never less than nothing, and then too little', () => {
    const price = { usd: '0.2', credits: 20, asOf: '' };
    const three = [1, 2, 3].map(() => asked({ place: 'draft' }));
    expect(left(...three).amount).toBe('0.00');
    expect(isShort(left(...three.slice(1)), price)).toBe(true);
    expect(isShort(left(...three.slice(2)), price)).toBe(false);
  });

  it('is counted in dollars where the service does', () => {
    const running = [asked({ place: 'running', sentAtMs: after, cost: { usd: '0.25', how: 'told' } })];
    expect(withoutSpent({ amount: '1', unit: 'usd' }, key, running, [listOf()]).amount).toBe('0.7500');
  });
});
