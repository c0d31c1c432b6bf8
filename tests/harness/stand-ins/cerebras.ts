import { cerebrasModels, cerebrasTalk } from './cerebras/text';
import { type Answering, bearerOf, type Case, LOWER, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `csk-${letters(`cerebras ${seed}`, 48, LOWER)}` });

/** Not wrapped in `error`, unlike those of its neighbours. */
const bare = (status: number, message: string, type: string, code: string): Said => ({
  status,
  body: { message, type, param: 'api_key', code, a_field_of_tomorrow: 0 },
});
const wrong = bare(401, 'Wrong API Key', 'invalid_request_error', 'wrong_api_key');
const notAuthenticated: Said = { status: 403, body: { detail: 'Not authenticated' } };

const models = (...ids: string[]): Said => ({
  status: 200,
  headers: { 'inference-id': 'chatcmpl-1' },
  body: {
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', created: 0, owned_by: 'Cerebras', tomorrow: {} })),
  },
});

/** What refuses the list refuses work too. */
const row = (name: string, said: Said, expect: Case['expect'], work: Answering = said): Case => ({
  name,
  fields: key(name),
  answers: { 'GET /v1/models': said, 'POST /v1/chat/completions': work },
  expect,
});

export const standIn: StandIn = {
  id: 'cerebras',
  hosts: ['api.cerebras.ai'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: notAuthenticated,
  cases: [
    row('good', cerebrasModels, { verdict: 'works', facts: ['models'], warnings: [] }, cerebrasTalk),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row(
      'wrong, wrapped',
      { status: 401, body: { error: wrong.body } },
      { verdict: 'rejected', reason: 'wrong-key' },
    ),
    row('empty', bare(402, 'Payment required', 'payment_required_error', 'payment_required'), {
      verdict: 'out-of-credit',
      reason: 'no-credit',
    }),
    row('no models', models(), { verdict: 'works-with-limits', reason: 'no-models' }),
    row('header lost on the way', notAuthenticated, {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
    row('too many requests', bare(429, 'Slow down', 'too_many_requests_error', 'request_quota_exceeded'), {
      verdict: 'unreachable',
      reason: 'rate-limited',
    }),
  ],
};
