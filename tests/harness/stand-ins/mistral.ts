import { mistralModels } from './mistral/models';
import { mistralTalk } from './mistral/text';
import { ALPHANUMERIC, type Answering, bearerOf, type Case, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: letters(`mistral ${seed}`, 32, ALPHANUMERIC) });

const wrong: Said = { status: 401, body: { detail: 'Invalid API Key', a_field_of_tomorrow: 1 } };

const models = (...ids: string[]): Said => ({
  status: 200,
  headers: { 'mistral-correlation-id': '1' },
  body: {
    object: 'list',
    data: ids.map((id) => ({
      id,
      object: 'model',
      capabilities: { completion_chat: true, function_calling: true, vision: false },
      max_context_length: 262_144,
      aliases: [],
      deprecation: null,
      type: 'base',
      tomorrow: null,
    })),
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
  id: 'mistral',
  hosts: ['api.mistral.ai'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: wrong,
  cases: [
    row('good', mistralModels, { verdict: 'works', facts: ['models'], warnings: [] }, mistralTalk),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    // Expired and revoked keys get the very words of a wrong one.
    row('revoked', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row('no models', models(), { verdict: 'works-with-limits', reason: 'no-models' }),
    row(
      'refused for another cause',
      {
        status: 403,
        body: { object: 'error', message: 'Forbidden', type: 'permission', param: null, code: '1' },
      },
      { verdict: 'unreachable', reason: 'unexpected-answer' },
    ),
    row(
      'details as a list',
      { status: 422, body: { detail: [{ type: 'extra_forbidden', loc: ['query'], msg: 'x', input: 1 }] } },
      { verdict: 'unreachable', reason: 'unexpected-answer' },
    ),
  ],
};
