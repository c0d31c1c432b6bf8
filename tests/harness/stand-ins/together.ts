import {
  ALPHANUMERIC,
  type Answering,
  bearerOf,
  type Case,
  HEX,
  letters,
  type Said,
  type StandIn,
} from './shape';
import { imageAnswers, withPainters } from './together/image';
import { togetherModels, togetherTalk } from './together/text';

const key = (seed: string) => ({
  apiKey: `tgp_v1_${letters(`together ${seed}`, 43, `${ALPHANUMERIC}_-`)}`,
});
const old = (seed: string) => ({ apiKey: letters(`together ${seed}`, 64, HEX) });

const error = (status: number, message: string, code: string | null = null): Said => ({
  status,
  body: { error: { message, type: 'invalid_request_error', param: null, code }, a_field_of_tomorrow: 1 },
});
const wrong: Said = { status: 401, body: { error: { message: 'Unauthorized' } } };
const missing: Said = { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Missing API key' };

/** A bare array, unlike that of its neighbours. */
const models = (...ids: string[]): Said => ({
  status: 200,
  body: ids.map((id) => ({
    id,
    object: 'model',
    created: 0,
    type: 'chat',
    display_name: id,
    organization: 'OpenAI',
    context_length: 131_072,
    pricing: { hourly: 0, input: 0.15, output: 0.6, base: 0, finetune: 0 },
    tomorrow: [],
  })),
});

/** What refuses the list refuses work too. */
const row = (
  name: string,
  said: Said,
  expect: Case['expect'],
  fields = key(name),
  work: Answering = said,
): Case => ({
  name,
  fields,
  answers: {
    'GET /v1/models': said,
    'POST /v1/chat/completions': work,
    ...(work === said ? { 'POST /v1/images/generations': said } : imageAnswers),
  },
  expect,
});

export const standIn: StandIn = {
  id: 'together',
  hosts: ['api.together.ai'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing,
  cases: [
    row(
      'good',
      withPainters(togetherModels),
      { verdict: 'works', facts: ['models'], warnings: [] },
      key('good'),
      togetherTalk,
    ),
    row('good, old form', models('zai-org/GLM-5.3'), { verdict: 'works' }, old('old')),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row('wrong, in other words', error(401, 'Invalid API key provided.', 'invalid_api_key'), {
      verdict: 'rejected',
      reason: 'wrong-key',
    }),
    row('header lost on the way', missing, { verdict: 'unreachable', reason: 'not-the-provider' }),
    row('empty', error(402, 'Payment required'), { verdict: 'out-of-credit', reason: 'no-credit' }),
    row('an empty list proves nothing', models(), {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
    row(
      'in the shape of others',
      { status: 200, body: { object: 'list', data: [] } },
      { verdict: 'unreachable', reason: 'unexpected-answer' },
    ),
    row('at its rate', error(503, 'The server is overloaded'), {
      verdict: 'unreachable',
      reason: 'provider-down',
    }),
  ],
};
