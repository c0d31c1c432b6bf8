import { groqModels, groqTalk } from './groq/text';
import { ALPHANUMERIC, type Answering, bearerOf, type Case, letters, type Said, type StandIn } from './shape';

/** Every real one has this mark at the same place. */
const key = (seed: string) => ({
  apiKey: `gsk_${letters(`groq ${seed} 1`, 20, ALPHANUMERIC)}WGdyb3FY${letters(`groq ${seed} 2`, 24, ALPHANUMERIC)}`,
});

const error = (status: number, message: string, type: string, code: string): Said => ({
  status,
  body: { error: { message, type, code }, a_field_of_tomorrow: [] },
});
const wrong = error(401, 'Invalid API Key', 'invalid_request_error', 'invalid_api_key');

const models = (...ids: string[]): Said => ({
  status: 200,
  headers: { 'x-ratelimit-limit-requests': '1000', 'x-ratelimit-remaining-requests': '998' },
  body: {
    object: 'list',
    data: ids.map((id) => ({
      id,
      object: 'model',
      created: 1_790_000_000,
      owned_by: 'OpenAI',
      active: true,
      context_window: 131_072,
      tomorrow: 'x',
    })),
  },
});

/** What refuses the list refuses work too. */
const row = (name: string, said: Said, expect: Case['expect'], work: Answering = said): Case => ({
  name,
  fields: key(name),
  answers: { 'GET /openai/v1/models': said, 'POST /openai/v1/chat/completions': work },
  expect,
});

export const standIn: StandIn = {
  id: 'groq',
  hosts: ['api.groq.com'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: wrong,
  cases: [
    row('good', groqModels, { verdict: 'works', facts: ['models'], warnings: [] }, groqTalk),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row('models hidden by the project', models(), {
      verdict: 'works-with-limits',
      reason: 'no-models',
    }),
    row(
      'restricted',
      error(403, 'Not available for your plan', 'permissions_error', 'not_available_for_plan'),
      {
        verdict: 'works-with-limits',
        reason: 'not-in-plan',
      },
    ),
    row(
      'blocked',
      error(400, 'Organization has been restricted.', 'invalid_request_error', 'organization_restricted'),
      { verdict: 'rejected', reason: 'account-suspended' },
    ),
    row('unknown refusal', error(401, 'Something new', 'invalid_request_error', 'something_new'), {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
  ],
};
