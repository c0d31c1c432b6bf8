/** The life of a job, as a table and as a property over every order in which things may happen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, newState } from '../../lib/jobs/advance';
import type { Happening } from '../../lib/jobs/happening';
import { isOver, type State } from '../../lib/jobs/record';

const NOW = 1_000;
const BOOT = 'this life';
const problem = { code: 'no-connection' };
const told = { tokens: { input: 1, output: 2 } };
const round = { text: 'a', thinking: '', calls: [{ id: 'c', name: 'n', args: '{}' }], results: [] };

const play = (happenings: readonly Happening[]): State =>
  happenings.reduce((state, happening) => advance(state, happening, NOW), newState());

const send: Happening = { is: 'send', boot: BOOT };
const arrived: Happening = { is: 'arrived', text: 'Hel', thinking: '' };
const lost: Happening = { is: 'lost', problem };
const woke: Happening = { is: 'woke' };
const pending: Happening = { is: 'pending', operation: { id: 1 }, pollAtMs: 5 };
const free = { is: 'failed', failed: { problem, charge: 'none' } } as const;

describe('a job', () => {
  it.each<[string, readonly Happening[], State['place']]>([
    ['is a draft before anything is sent', [], 'draft'],
    ['is written as sent first', [send], 'sending'],
    ['runs when something arrived', [send, arrived], 'running'],
    ['is done', [send, arrived, { is: 'done', told }], 'done'],
    ['whose answer never began is uncertain', [send, lost], 'uncertain'],
    ['whose answer broke is a part', [send, arrived, lost], 'partial'],
    ['that another life sent is uncertain', [send, woke], 'uncertain'],
    ['of another life that had text is a part', [send, arrived, woke], 'partial'],
    ['with a handle is asked after by another life', [send, pending, woke], 'running'],
    [
      'in the middle of a download is asked after again',
      [send, pending, { is: 'download' }, woke],
      'running',
    ],
    ['that was refused at no cost failed', [send, free], 'failed'],
    ['that was refused is sent again only on a word', [send, free, { is: 'retry' }], 'draft'],
    ['stopped before it was sent is cancelled', [{ is: 'stop' }], 'cancelled'],
    ['stopped with text is a part', [send, arrived, { is: 'stop' }], 'partial'],
    ['that wants tools waits', [send, arrived, { is: 'round', round, asks: [] }], 'draft'],
    ['that is over stays over', [send, lost, arrived, { is: 'done', told }], 'uncertain'],
  ])('%s', (_what, happenings, place) => {
    expect(play(happenings).place).toBe(place);
  });

  it('keeps what arrived, whatever ends it', () => {
    for (const end of [lost, woke, { is: 'stop' } as const, free])
      expect(play([send, arrived, end]).text).toBe('Hel');
  });

  it('says of what was stopped whether it may have cost something', () => {
    expect(play([{ is: 'stop' }]).charge).toBe('none');
    expect(play([send, { is: 'stop' }]).charge).toBe('unknown');
  });

  it('that was stopped costs nothing where its provider proved that it never began, and only there', () => {
    const stopped = (code: string) =>
      play([send, pending, { is: 'note', note: { code } }, { is: 'stop', isSent: true }]);
    expect(stopped('cancel-never-ran')).toMatchObject({ place: 'cancelled', charge: 'none' });
    for (const code of ['cancel-stopped', 'cancel-goes-on', 'cancel-over'])
      expect(stopped(code)).toMatchObject({ place: 'cancelled', charge: 'unknown' });
  });

  it('that may have been billed is never sent again', () => {
    expect(() => play([send, lost, { is: 'retry' }])).toThrow('retry-costs');
    expect(() => play([send, arrived, lost, { is: 'retry' }])).toThrow('retry-costs');
    const charged = { is: 'failed', failed: { problem, charge: 'charged' } } as const;
    expect(() => play([send, charged, { is: 'retry' }])).toThrow('retry-costs');
  });

  it('that is sent again with another key never stands there with the one before', () => {
    const payer = { keyId: 'k', keyName: 'Other', keyHint: '1234' };
    expect(play([send, free, { is: 'retry', payer }])).toMatchObject({ place: 'draft', payer });
  });

  it('that waits for a word is not sent', () => {
    const asks = [{ id: 'c', name: 'n', args: '{}' }];
    expect(() => play([send, { is: 'round', round, asks }, send])).toThrow('job-out-of-turn');
    expect(play([send, { is: 'round', round, asks }, { is: 'allowed', deniedAt: [0] }]).asks).toBeUndefined();
  });

  it('keeps the rounds it paid for when it is tried again', () => {
    const state = play([send, { is: 'round', round, asks: [] }, { is: 'answered', results: [] }]);
    expect(state.rounds).toHaveLength(1);
    expect(state.text).toBe('');
  });

  it('is booked again when its cost is known better, and only then', () => {
    const booked = play([send, { is: 'done', told }, { is: 'booked' }]);
    expect(booked.isBooked).toBe(true);
    const better = advance(booked, { is: 'cost', cost: { usd: '0.1', how: 'told' } }, NOW);
    expect(better.isBooked).toBe(false);
    const early = play([send, { is: 'done', told }, { is: 'cost', cost: { usd: '0.1', how: 'told' } }]);
    expect(early.isBooked).toBeUndefined();
  });

  it('is in no doubt about its bill once its provider told it', () => {
    const cut = [send, arrived, lost] as const;
    const told = (usd: string) => play([...cut, { is: 'cost', cost: { usd, how: 'told' } }]).charge;
    expect(told('0.1')).toBe('charged');
    expect(told('0')).toBeUndefined();
    expect(play([...cut, { is: 'cost', cost: { usd: '0.1', how: 'about' } }]).charge).toBe('unknown');
  });

  /** Everything that may happen, in any order: a request leaves only by `send`, and only from `draft`. */
  const anything = fc.constantFrom<Happening>(
    send,
    arrived,
    lost,
    woke,
    pending,
    free,
    { is: 'stop' },
    { is: 'download' },
    { is: 'done', told },
    { is: 'wait', untilMs: 2, problem, counts: true },
    { is: 'round', round, asks: [] },
    { is: 'answered', results: [] },
    { is: 'booked' },
    { is: 'woke' },
  );

  it('is never sent twice for one decision, in whatever order things happen', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 30 }), (happenings) => {
        let state = newState();
        let mayBeBilled = false;
        for (const happening of happenings) {
          const before = state;
          try {
            state = advance(state, happening, NOW);
          } catch {
            continue;
          }
          if (happening.is === 'send') {
            // What was sent is sent again only after a proof (`wait`) or a whole answer (`round`).
            expect(before.place).toBe('draft');
            expect(mayBeBilled).toBe(false);
            mayBeBilled = true;
          }
          if (happening.is === 'wait' || happening.is === 'round') mayBeBilled = false;
          if (isOver(before.place)) expect(state.place).toBe(before.place);
          expect(state.seq).toBeGreaterThanOrEqual(before.seq);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
