import { deepseekModels, deepseekTalk } from './deepseek/text';
import { type Answering, bearerOf, type Case, HEX, letters, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `sk-${letters(`deepseek ${seed}`, 32, HEX)}` });

const balance = (
  isAvailable: boolean,
  ...infos: (readonly [currency: string, total: string])[]
): Answering => ({
  status: 200,
  body: {
    is_available: isAvailable,
    balance_infos: infos.map(([currency, total]) => ({
      currency,
      total_balance: total,
      granted_balance: '0.00',
      topped_up_balance: total,
      tomorrow: 1,
    })),
    a_field_of_tomorrow: {},
  },
});

const error = (status: number, message: string) => ({
  status,
  body: { error: { message, type: 'authentication_error', param: null, code: 'invalid_request_error' } },
});
/** The real one quotes the end of the key. */
const wrong: Answering = (heard) =>
  error(401, `Authentication Fails, Your api key: ****${(bearerOf(heard) ?? '').slice(-4)} is invalid`);

const broke = error(402, 'Insufficient Balance');

/** Whoever has no money left may still look; a key that is refused is refused everywhere. */
const row = (name: string, answer: Answering, expect: Case['expect']): Case => {
  const isKnown = expect.verdict === 'works' || expect.verdict === 'out-of-credit';
  const list = isKnown ? deepseekModels : answer;
  const talk = expect.verdict === 'works' ? deepseekTalk : isKnown ? broke : answer;
  return {
    name,
    fields: key(name),
    answers: { 'GET /user/balance': answer, 'GET /models': list, 'POST /chat/completions': talk },
    expect,
  };
};

export const standIn: StandIn = {
  id: 'deepseek',
  hosts: ['api.deepseek.com'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: error(401, 'Authentication Fails (auth header format should be Bearer sk-...)'),
  cases: [
    row('good', balance(true, ['USD', '110.00']), { verdict: 'works', facts: ['balance'], warnings: [] }),
    row('good, two currencies', balance(true, ['CNY', '40.10'], ['USD', '0.00']), {
      verdict: 'works',
      facts: ['balance'],
    }),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row(
      'wrong, in plain text',
      { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Authentication Fails (governor)' },
      { verdict: 'rejected', reason: 'wrong-key' },
    ),
    row('empty', balance(false, ['USD', '0.00']), {
      verdict: 'out-of-credit',
      reason: 'no-credit',
      facts: ['balance'],
    }),
    row('empty, answered 402', broke, {
      verdict: 'out-of-credit',
      reason: 'no-credit',
    }),
    row('unknown refusal', error(401, 'Something new'), {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
  ],
};
