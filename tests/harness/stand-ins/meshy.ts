import { meshyFiles } from './meshy/files';
import { balanceOf, taskAnswers } from './meshy/tasks';
import { ALPHANUMERIC, bearerOf, type Case, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `msy_${letters(`meshy ${seed}`, 36, ALPHANUMERIC)}` });

const json = (status: number, body: unknown): Said => ({
  status,
  headers: { 'x-request-id': '018f0000-0000-7000-8000-00000000cafe' },
  body,
});

const wrong = json(401, { message: 'Invalid API key' });

const of = (answer: Said): Case['answers'] => ({ 'GET /openapi/v1/balance': answer });

export const standIn: StandIn = {
  id: 'meshy',
  hosts: ['api.meshy.ai'],
  files: meshyFiles,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: json(401, { message: 'No API key found in request' }),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: {
        'GET /openapi/v1/balance': (heard) =>
          json(200, { balance: balanceOf(heard), a_field_of_tomorrow: 1 }),
        ...taskAnswers,
      },
      expect: { verdict: 'works', facts: ['credits'], warnings: [] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'the public test key of old guides',
      fields: { apiKey: 'msy_dummy_api_key_for_test_mode_12345678' },
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: of(json(200, { balance: 0 })),
      expect: { verdict: 'out-of-credit', reason: 'no-credit', facts: ['credits'] },
    },
    {
      name: 'empty, answered 402',
      fields: key('empty 402'),
      answers: of(json(402, { message: 'Insufficient funds' })),
      expect: { verdict: 'out-of-credit', reason: 'no-credit' },
    },
    {
      name: 'forbidden',
      fields: key('forbidden'),
      answers: of(json(403, { message: 'Forbidden' })),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'asked too often',
      fields: key('often'),
      answers: of(json(429, { message: 'RateLimitExceeded' })),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
  ],
};
