import { describe, expect, it } from 'vitest';
import { summarize } from '../../../components/app/home/summary';
import type { KeyRecord } from '../../../lib/keys/record';
import type { Verdict } from '../../../lib/providers/report';

const key = (provider: string, verdict: Verdict, more: Partial<KeyRecord> = {}): KeyRecord => ({
  id: 'a'.repeat(32),
  provider,
  kind: 'api-key',
  name: '',
  environment: 'production',
  hint: '…abcd',
  identifiers: {},
  sameness: '',
  isEnabled: true,
  addedAtMs: 0,
  changedAtMs: 0,
  checkedAtMs: 0,
  usedAtMs: null,
  removedAtMs: null,
  report: { verdict, facts: [], warnings: [] },
  lastAnswer: null,
  ...more,
});

const listing = (...keys: KeyRecord[]) => ({ keys, damaged: [], defaults: {} });

describe('which key is usable', () => {
  it.each<[string, KeyRecord[], boolean]>([
    ['none', [], false],
    ['one that works', [key('one', 'works')], true],
    ['one not checked yet', [key('one', 'not-checked')], true],
    ['one that was rejected', [key('one', 'rejected')], false],
    ['one that is disabled', [key('one', 'works', { isEnabled: false })], false],
    ['one that was removed', [key('one', 'works', { removedAtMs: 1 })], false],
  ])('%s', (_what, keys, expected) => {
    expect(summarize(listing(...keys)).hasUsableKey).toBe(expected);
  });
});

it('shows the worst of a service, disabled keys apart', () => {
  const { attention, calm } = summarize(
    listing(
      key('one', 'works'),
      key('one', 'out-of-credit'),
      key('two', 'works'),
      key('two', 'rejected', { isEnabled: false }),
      key('three', 'works', { isEnabled: false }),
    ),
  );
  expect(attention).toEqual([{ provider: 'one', count: 2, verdict: 'out-of-credit' }]);
  expect(calm).toEqual([
    { provider: 'two', count: 2, verdict: 'works' },
    { provider: 'three', count: 1, verdict: undefined },
  ]);
});
