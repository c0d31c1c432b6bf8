import { ALPHANUMERIC, type Answering, bearerOf, type Case, letters, type Said, type StandIn } from './shape';
import { respond, textModels } from './xai/text';

const key = (seed: string) => ({ apiKey: `xai-${letters(`xai ${seed}`, 80, ALPHANUMERIC)}` });

const ALL = ['api-key:model:*', 'api-key:endpoint:*'];

const described = (over: object): Said => ({
  status: 200,
  body: {
    redacted_api_key: 'xai-...wxyz',
    user_id: '59fbe5f2-0000-4000-8000-000000000000',
    name: 'My laptop',
    create_time: '2026-05-01T12:00:00.000000Z',
    modify_time: '2026-05-02T12:00:00.000000Z',
    modified_by: '59fbe5f2-0000-4000-8000-000000000000',
    team_id: '5ea6f6bd-0000-4000-8000-000000000000',
    acls: ALL,
    api_key_id: 'ae1e1841-0000-4000-8000-000000000000',
    team_blocked: false,
    api_key_blocked: false,
    api_key_disabled: false,
    a_field_of_tomorrow: 'x',
    ...over,
  },
});

/** `error` is a string here, and a wrong key is 400. */
const error = (status: number, code: string, words: string): Said => ({
  status,
  body: { code, error: words },
});
const wrong = error(
  400,
  'invalid-argument',
  'Incorrect API key provided. You can obtain an API key from https://console.x.ai.',
);
const missing = error(401, 'unauthenticated:no-credentials', 'No credentials presented.');

const blocked = error(403, 'permission-denied', 'This API key may do nothing.');

/** A key that is described is not always one that may work. */
const row = (name: string, said: Said, expect: Case['expect']): Case => {
  const isWorking = expect.verdict === 'works';
  const refusal = said.status === 200 ? blocked : said;
  const list: Answering = isWorking ? textModels : refusal;
  const work: Answering = isWorking ? respond : refusal;
  return {
    name,
    fields: key(name),
    answers: { 'GET /v1/api-key': said, 'GET /v1/models': list, 'POST /v1/responses': work },
    expect,
  };
};

export const standIn: StandIn = {
  id: 'xai',
  hosts: ['api.x.ai'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing,
  cases: [
    row('good', described({}), {
      verdict: 'works',
      facts: ['label', 'organisation', 'scopes', 'created'],
      warnings: [],
    }),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row(
      'wrong, answered 401',
      error(401, 'unauthenticated:bad-credentials', 'The credentials are not known.'),
      { verdict: 'rejected', reason: 'wrong-key' },
    ),
    row('header lost on the way', missing, { verdict: 'unreachable', reason: 'unexpected-answer' }),
    row('other bad argument', error(400, 'invalid-argument', 'Bad query.'), {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
    row('blocked', described({ api_key_blocked: true }), { verdict: 'rejected', reason: 'key-blocked' }),
    row('disabled', described({ api_key_disabled: true }), { verdict: 'rejected', reason: 'key-disabled' }),
    row('disabled, by its other name', described({ api_key_disabled: undefined, disabled: true }), {
      verdict: 'rejected',
      reason: 'key-disabled',
    }),
    row('team blocked', described({ team_blocked: true }), {
      verdict: 'rejected',
      reason: 'account-suspended',
      facts: ['label'],
    }),
    row('restricted', described({ acls: ['api-key:model:grok-4.3', 'api-key:endpoint:chat'] }), {
      verdict: 'works-with-limits',
      reason: 'some-rights',
      facts: ['scopes'],
    }),
    row('no rights yet', described({ acls: [] }), { verdict: 'works-with-limits', reason: 'no-rights' }),
    row(
      'path not routed',
      { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' },
      { verdict: 'unreachable', reason: 'not-the-provider' },
    ),
    {
      name: 'management key',
      fields: { apiKey: `xai-token-${letters('xai management', 80, ALPHANUMERIC)}` },
      answers: { 'GET /v1/models': wrong, 'POST /v1/responses': wrong },
      isKnownBySight: true,
      expect: {
        verdict: 'cannot-be-checked',
        reason: 'management-key',
        warnings: ['can-create-keys'],
      },
    },
  ],
};
