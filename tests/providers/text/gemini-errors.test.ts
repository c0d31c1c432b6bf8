import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/gemini';
import { standIn } from '../../harness/stand-ins/gemini';
import { type ErrorName, errorNames } from '../../harness/stand-ins/gemini/errors';
import { makingWith } from '../making';
import { answer, inputOf, judgementOf, makerOf } from './answering';

const ask = (prompt: string) => answer(wire, standIn, inputOf(prompt, { model: 'gemini-3.8-flash' }));

const ERRORS: Readonly<Record<ErrorName, readonly unknown[]>> = {
  'bad-request': ['bad-request', 'none', '-', '-'],
  'bad-request-array': ['bad-request', 'none', '-', '-'],
  'too-long': ['too-long', 'none', '-', '-'],
  'wrong-key': ['key-rejected', 'none', '-', 'rejected'],
  'expired-key': ['key-rejected', 'none', '-', 'rejected'],
  'not-a-token': ['key-rejected', 'none', '-', 'rejected'],
  leaked: ['key-rejected', 'none', '-', 'rejected'],
  suspended: ['key-rejected', 'none', '-', 'rejected'],
  blocked: ['not-allowed', 'none', '-', 'forbidden'],
  'websites-only': ['not-allowed', 'none', '-', 'forbidden'],
  'switched-off': ['not-allowed', 'none', '-', 'forbidden'],
  region: ['not-allowed', 'none', '-', '-'],
  'no-free-tier-here': ['no-credit', 'none', '-', 'credit'],
  'model-gone': ['model-gone', 'none', '-', '-'],
  'rate-limited': ['rate-limited', 'none', 34_400, '-'],
  daily: ['daily-limit', 'none', '-', 'limit'],
  'no-free-tier': ['no-credit', 'none', '-', 'credit'],
  'spending-cap': ['key-limit', 'none', '-', 'limit'],
  'no-credit': ['no-credit', 'none', '-', 'credit'],
  'no-credit-429': ['no-credit', 'none', '-', 'credit'],
  internal: ['provider-failed', 'none', '-', '-'],
  proxy: ['provider-failed', 'unknown', '-', '-'],
  overloaded: ['provider-busy', 'none', 'again', '-'],
  timeout: ['provider-slow', 'unknown', '-', '-'],
};

describe('an error', () => {
  it.each(errorNames)('%s', async (name) => {
    const { result, making } = await ask(`error=${name}`);
    expect(judgementOf(result)).toEqual(ERRORS[name]);
    expect(making.billed()).toBe(0);
  });

  it.each(['overloaded', 'internal', 'rate-limited', 'timeout'] as const)(
    '%s in the middle of an answer',
    async (name) => {
      const { result, text } = await ask(`pieces=9 error=${name}@3`);
      expect(judgementOf(result)).toEqual([ERRORS[name][0], 'unknown', '-', '-']);
      expect(result).toMatchObject({ generationId: 'resp-011', tokens: { input: 12, output: 3 } });
      expect(text).toBe('word1 word2 word3 ');
    },
  );

  it('as the very first event is told as what it is', async () => {
    const { result, text } = await ask('error=overloaded@0 quirks=error-first');
    expect(judgementOf(result)).toEqual(['provider-busy', 'unknown', '-', '-']);
    expect(text).toBe('');
  });

  it('of the list is told by the same words', async () => {
    const bad = { ...standIn, cases: standIn.cases.map((row) => ({ ...row, answers: refusing })) };
    const asked = makerOf(wire).models(makingWith(wire, bad).call);
    await expect(asked).rejects.toMatchObject({ problem: { code: 'key-rejected' } });
  });
});

const refusing = {
  'GET /v1beta/models': {
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'API key not valid.',
        status: 'INVALID_ARGUMENT',
        details: [{ reason: 'API_KEY_INVALID' }],
      },
    },
  },
};
