import { ALPHANUMERIC, type Answering, basicOf, HEX, letters, type StandIn } from './shape';

const PROJECT = '2748103';
const account = (seed: string, region = 'us') => ({
  username: `robot-${seed.replace(/\W/g, '')}.${letters(`mixpanel ${seed}`, 6, HEX)}.mp-service-account`,
  secret: letters(`mixpanel secret ${seed}`, 32, ALPHANUMERIC),
  projectId: PROJECT,
  region,
});

const json = (status: number, body: unknown) => ({ status, body });
const me = (role: string, projects: object): Answering => {
  const answer = json(200, {
    status: 'ok',
    results: {
      user_id: 71,
      user_name: 'robot',
      user_email: 'robot@serviceaccount.mixpanel.example',
      organizations: { '5120': { id: 5120, name: 'Emberly', role, permissions: [] } },
      projects,
      workspaces: {},
      a_field_of_tomorrow: true,
    },
  });
  return (heard) =>
    heard.query.get('include_workspace_users') === 'false'
      ? answer
      : json(400, { status: 'error', error: 'ask for less' });
};
const project = { [PROJECT]: { id: 2748103, name: 'Candle shop', domain: 'mixpanel.com' } };

/** Accounts live in one region; the other hosts do not know them. */
const only =
  (host: string, answer: Answering): Answering =>
  (heard) =>
    heard.host !== host ? wrong : typeof answer === 'function' ? answer(heard) : answer;

const wrong = json(401, { status: 'error', error: 'Invalid service account credentials' });

export const standIn: StandIn = {
  id: 'mixpanel',
  hosts: ['mixpanel.com', 'eu.mixpanel.com', 'in.mixpanel.com'],
  presented: basicOf,
  identity: (fields, kind) =>
    kind === 'service-account' ? `${fields.username}:${fields.secret}` : undefined,
  another: (number) => account(`another ${number}`),
  wrong,
  missing: json(401, { status: 'error', error: 'Missing authentication' }),
  cases: [
    {
      name: 'good',
      fields: account('good'),
      answers: { 'GET /api/app/me': only('mixpanel.com', me('member', project)) },
      expect: {
        verdict: 'works',
        facts: ['account', 'organisation', 'label', 'projects'],
        warnings: [],
      },
    },
    {
      name: 'good, in Europe',
      fields: account('eu', 'eu'),
      answers: { 'GET /api/app/me': only('eu.mixpanel.com', me('analyst', project)) },
      expect: { verdict: 'works', warnings: [] },
    },
    {
      name: 'good, in India',
      fields: account('in', 'in'),
      answers: { 'GET /api/app/me': only('in.mixpanel.com', me('consumer', project)) },
      expect: { verdict: 'works' },
    },
    {
      name: 'asked in the wrong region',
      fields: account('abroad', 'us'),
      answers: { 'GET /api/app/me': only('eu.mixpanel.com', me('member', project)) },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong',
      fields: account('wrong'),
      answers: { 'GET /api/app/me': wrong },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'expired',
      fields: account('expired'),
      answers: { 'GET /api/app/me': json(401, { status: 'error', error: 'This account has ended' }) },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'administrator',
      fields: account('admin'),
      answers: { 'GET /api/app/me': me('admin', project) },
      expect: { verdict: 'works', warnings: ['can-create-keys'] },
    },
    {
      name: 'limited to other projects',
      fields: account('elsewhere'),
      answers: { 'GET /api/app/me': me('member', { '999': { id: 999, name: 'Another' } }) },
      expect: { verdict: 'works-with-limits', reason: 'project-out-of-reach', facts: ['projects'] },
    },
    {
      name: 'an identifier that cannot be one',
      fields: { ...account('odd'), projectId: 'candle-shop' },
      answers: {},
      expect: { verdict: 'rejected', reason: 'format-wrong' },
    },
    {
      // What a site in front of Mixpanel might say: it does not prove anything about the account.
      name: 'an answer of another shape',
      fields: account('shape'),
      answers: { 'GET /api/app/me': json(200, { status: 'ok', results: [] }) },
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'project token',
      kind: 'project-token',
      fields: { apiKey: letters('mixpanel token', 32, HEX) },
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'format-only' },
    },
  ],
};
