import { imageAnswers, imageModelIds } from './openai/image';
import { respond, textModelIds } from './openai/text';
import { ALPHANUMERIC, type Answering, bearerOf, type Case, letters, type Said, type StandIn } from './shape';

const WIDE = `${ALPHANUMERIC}_-`;
const made = (sort: string, seed: string, half: number) => ({
  apiKey: `sk-${sort}${letters(`openai ${seed} 1`, half, WIDE)}T3BlbkFJ${letters(`openai ${seed} 2`, half, WIDE)}`,
});
const key = (seed: string) => made('proj-', seed, 74);
const old = (seed: string) => ({
  apiKey: `sk-${letters(`openai ${seed} 1`, 20, ALPHANUMERIC)}T3BlbkFJ${letters(`openai ${seed} 2`, 20, ALPHANUMERIC)}`,
});

const HEADERS = {
  'openai-organization': 'kettle-and-co',
  'openai-version': '2020-10-01',
  'x-request-id': 'req_1',
};
const json = (status: number, body: unknown): Said => ({ status, headers: HEADERS, body });
const refuse = (status: number, message: string, code: string | null, type = 'invalid_request_error') =>
  json(status, { error: { message, type, param: null, code }, status, a_field_of_tomorrow: true });

const model = (id: string) => ({
  id,
  object: 'model',
  created: 1_790_000_000,
  owned_by: 'openai',
  ...(id === 'gpt-5.1' ? { shutdown_date: '2027-01-31' } : {}),
  tomorrow: 1,
});
const models = (...ids: string[]) => json(200, { object: 'list', data: ids.map(model) });

/** The real one quotes the beginning and the end of the key. */
const wrong: Answering = (heard) => {
  const sent = bearerOf(heard) ?? '';
  const quoted = `${sent.slice(0, 8)}${'*'.repeat(12)}${sent.slice(-4)}`;
  return refuse(
    401,
    `Incorrect API key provided: ${quoted}. Find yours on the keys page.`,
    'invalid_api_key',
  );
};

const lacks = (status: number, scopes: string) =>
  refuse(
    status,
    `You have insufficient permissions for this operation. Missing scopes: ${scopes}. Check your role in the organization and, for a restricted key, its scopes.`,
    null,
  );

/** Every other answer to a full key was a false refusal, for some days. */
const nowAndThen = (): Answering => {
  let asked = 0;
  return () => {
    asked += 1;
    return asked % 2 === 1 ? lacks(401, 'api.model.read') : models('gpt-6-luna');
  };
};

const ADMIN = 'GET /v1/organization/admin_api_keys';
const adminKeys: Answering = (heard) =>
  heard.query.get('limit') === '1'
    ? json(200, {
        object: 'list',
        data: [
          {
            object: 'organization.admin_api_key',
            id: 'key_1',
            name: 'Main',
            redacted_value: 'sk-admin-...xyz',
            owner: { type: 'user', name: 'Ada' },
          },
        ],
        first_id: 'key_1',
        last_id: 'key_1',
        has_more: false,
      })
    : refuse(400, 'Invalid value for limit', 'invalid_value');

const work: Case['answers'] = { ...imageAnswers, 'POST /v1/responses': respond };

/** A key that the list refuses makes nothing either. */
const refusing = (answer: Answering): Case['answers'] =>
  Object.fromEntries(Object.keys(work).map((call) => [call, answer]));

/** A key for people who manage an organisation makes nothing. */
const notHere = (answer: Answering): Case['answers'] => ({
  'GET /v1/models': answer,
  ...refusing(answer),
});

const row = (name: string, answer: Answering, expect: Case['expect'], fields = key(name)): Case => ({
  name,
  fields,
  answers: { 'GET /v1/models': answer, ...(expect.verdict === 'works' ? work : refusing(answer)) },
  expect,
});

export const standIn: StandIn = {
  id: 'openai',
  hosts: ['api.openai.com'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: refuse(401, "You didn't provide an API key.", null),
  cases: [
    row('good', models(...textModelIds, ...imageModelIds), {
      verdict: 'works',
      facts: ['models', 'organisation'],
      warnings: [],
    }),
    row('good, service account', models('gpt-6-luna'), { verdict: 'works' }, made('svcacct-', 'service', 58)),
    row('good, old form', models('gpt-4.1-mini'), { verdict: 'works' }, old('old')),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row('restricted', lacks(403, 'api.model.read'), {
      verdict: 'works-with-limits',
      reason: 'missing-scopes',
    }),
    row('restricted, answered 401', lacks(401, 'api.model.read, model.request'), {
      verdict: 'works-with-limits',
      reason: 'missing-scopes',
    }),
    row('refused now and then', nowAndThen(), { verdict: 'works', facts: ['models'] }),
    row('no models', models(), { verdict: 'works-with-limits', reason: 'no-models' }),
    row(
      'empty',
      refuse(429, 'You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota'),
      { verdict: 'out-of-credit', reason: 'no-credit' },
    ),
    row('balance used up', refuse(429, 'Your credit balance is used up.', 'credit_balance_exhausted'), {
      verdict: 'out-of-credit',
      reason: 'no-credit',
    }),
    row('too many requests', refuse(429, 'Rate limit reached.', 'rate_limit_exceeded', 'requests'), {
      verdict: 'unreachable',
      reason: 'rate-limited',
    }),
    row('ip refused', refuse(401, 'Your IP is not authorized for this project.', null), {
      verdict: 'works-with-limits',
      reason: 'address-not-allowed',
    }),
    row('no organisation', refuse(401, 'You must be a member of an organization to use the API.', null), {
      verdict: 'rejected',
      reason: 'no-organisation',
    }),
    row('deactivated', refuse(401, 'The account of this key has been deactivated.', 'account_deactivated'), {
      verdict: 'rejected',
      reason: 'account-suspended',
    }),
    row(
      'region',
      refuse(
        403,
        'Country, region, or territory not supported',
        'unsupported_country_region_territory',
        'request_forbidden',
      ),
      { verdict: 'unreachable', reason: 'region-refused' },
    ),
    row('unknown refusal', refuse(401, 'Something new.', null), {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
    {
      name: 'admin',
      fields: made('admin-', 'admin', 58),
      answers: { [ADMIN]: adminKeys, ...notHere(lacks(403, 'api.model.read')) },
      expect: { verdict: 'works-with-limits', reason: 'admin-only', warnings: ['can-create-keys'] },
    },
    {
      name: 'admin, revoked',
      fields: made('admin-', 'admin revoked', 58),
      answers: { [ADMIN]: wrong, ...notHere(wrong) },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
  ],
};
