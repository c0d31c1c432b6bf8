import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/anthropic';
import { standIn } from '../../harness/stand-ins/anthropic';
import { type ErrorName, errorNames } from '../../harness/stand-ins/anthropic/errors';
import { answer, inputOf, judgementOf } from './answering';

const ask = (prompt: string) => answer(wire, standIn, inputOf(prompt, { model: 'claude-haiku-5-5' }));

const ERRORS: Readonly<Record<ErrorName, readonly unknown[]>> = {
  'bad-request': ['bad-request', 'none', '-', '-'],
  'bad-effort': ['bad-request', 'none', '-', '-'],
  'too-long': ['too-long', 'none', '-', '-'],
  'credit-low': ['no-credit', 'none', '-', 'credit'],
  'own-limit': ['key-limit', 'none', '-', 'limit'],
  'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
  cors: ['not-allowed', 'none', '-', 'forbidden'],
  billing: ['no-credit', 'none', '-', 'credit'],
  forbidden: ['not-allowed', 'none', '-', 'forbidden'],
  'on-hold': ['not-allowed', 'none', '-', 'forbidden'],
  region: ['not-allowed', 'none', '-', 'forbidden'],
  'model-gone': ['model-gone', 'none', '-', '-'],
  conflict: ['bad-request', 'unknown', '-', '-'],
  'too-large': ['too-long', 'none', '-', '-'],
  'too-large-html': ['too-long', 'none', '-', '-'],
  'rate-limited': ['rate-limited', 'none', 2000, '-'],
  'ramp-limit': ['rate-limited', 'none', 'again', '-'],
  'spend-limit': ['key-limit', 'none', '-', 'limit'],
  'contract-limit': ['key-limit', 'none', '-', 'limit'],
  'api-error': ['provider-failed', 'unknown', '-', '-'],
  timeout: ['provider-slow', 'unknown', '-', '-'],
  overloaded: ['provider-busy', 'unknown', '-', '-'],
};

describe('an error', () => {
  it.each(errorNames)('%s', async (name) => {
    const { result, making } = await ask(`error=${name}`);
    expect(judgementOf(result)).toEqual(ERRORS[name]);
    expect(making.billed()).toBe(0);
  });

  it.each(['overloaded', 'api-error', 'rate-limited'] as const)(
    '%s in the middle of an answer',
    async (name) => {
      const { result, text } = await ask(`pieces=9 error=${name}@3`);
      const [code] = ERRORS[name];
      expect(judgementOf(result)).toEqual([code, 'unknown', '-', '-']);
      expect(result.generationId).toBe('msg_011');
      expect(text).toBe('word1 word2 word3 ');
    },
  );

  it('as the very first event is told as what it is', async () => {
    const { result, text } = await ask('error=overloaded@0 quirks=error-first');
    expect(judgementOf(result)).toEqual(['provider-busy', 'unknown', '-', '-']);
    expect(text).toBe('');
  });
});
