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

const personal = (seed: string, region = 'us', prefix = 'sntryu_') => ({
  apiKey: `${prefix}${letters(`sentry ${seed}`, 64, HEX)}`,
  region,
});
const organisation = (seed: string, over: object = {}) => {
  const told = {
    iat: 1_790_000_000.25,
    url: 'https://sentry.io',
    region_url: 'https://us.sentry.io',
    org: 'emberly',
  };
  const middle = Buffer.from(JSON.stringify({ ...told, ...over })).toString('base64');
  return { apiKey: `sntrys_${middle}_${letters(`sentry ${seed}`, 43, `${ALPHANUMERIC}+/`)}`, region: 'us' };
};
const dsn = (seed: string, more = '') => ({
  dsn: `https://${letters(`sentry dsn ${seed}`, 32, HEX)}${more}@o451146.ingest.de.sentry.io/4511468`,
});

const json = (status: number, body: unknown): Said => ({
  status,
  headers: { 'access-control-allow-origin': '*' },
  body,
});
const refusal = (status: number, detail: string) => json(status, { detail });

/** The door and the index stand only at sentry.io; organisations are listed where their data is. */
const only =
  (host: string, answer: Said): Answering =>
  (heard) =>
    heard.host === host ? answer : { status: 404, body: 'Route not found, did you forget a trailing slash?' };

const open: Said = { status: 200, headers: { 'content-type': 'text/plain' }, body: '' };
const index = (scopes: readonly string[] | null, email: string | null) =>
  json(200, {
    version: '0',
    auth: scopes && { scopes },
    user: email && { id: '7', email, name: 'Ember', a_field_of_tomorrow: {} },
  });
const listed = (slug: string, region: string) => [
  { id: '1', slug, name: slug, links: { regionUrl: `https://${region}.sentry.io` } },
];

const of = (validate: Said, after: Said = json(500, {}), list?: Answering): Case['answers'] => ({
  'GET /api/0/auth/validate/': only('sentry.io', validate),
  'GET /api/0/': only('sentry.io', after),
  ...(list === undefined ? {} : { 'GET /api/0/organizations/': list }),
});

const READER = index(['org:read', 'project:read'], 'ember@fox.example');
const forbidden = refusal(403, 'You do not have permission to perform this action.');
const wrong = refusal(401, 'Invalid token');

export const standIn: StandIn = {
  id: 'sentry',
  hosts: ['sentry.io', 'us.sentry.io', 'de.sentry.io'],
  presented: bearerOf,
  identity: (fields, kind) => (kind === 'auth-token' ? fields.apiKey : undefined),
  another: (number) => personal(`another ${number}`),
  wrong,
  // What `auth/validate/` says to nobody.
  missing: refusal(403, 'Authentication credentials were not provided.'),
  cases: [
    {
      name: 'good',
      fields: personal('good'),
      answers: of(open, READER, only('us.sentry.io', json(200, listed('emberly', 'us')))),
      expect: { verdict: 'works', facts: ['account', 'scopes', 'organisation'], warnings: [] },
    },
    {
      name: 'good, in Europe',
      fields: personal('europe', 'de'),
      answers: of(open, READER, only('de.sentry.io', json(200, listed('emberly-eu', 'de')))),
      expect: { verdict: 'works', facts: ['organisation'] },
    },
    {
      name: 'good, of an integration',
      fields: personal('integration', 'us', 'sntryi_'),
      answers: of(
        open,
        index(['org:admin', 'project:releases'], null),
        only('us.sentry.io', json(200, listed('e', 'us'))),
      ),
      expect: { verdict: 'works', facts: ['scopes'], warnings: ['broad-scopes'] },
    },
    {
      name: 'no organisation in this region',
      fields: personal('abroad'),
      answers: of(open, READER, only('us.sentry.io', json(200, []))),
      expect: { verdict: 'works-with-limits', reason: 'no-organisation-here' },
    },
    {
      name: 'restricted',
      fields: personal('restricted'),
      answers: of(open, index(['project:releases'], 'ember@fox.example'), forbidden),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes', facts: ['scopes', 'account'] },
    },
    {
      name: 'refused at the door, but genuine',
      fields: personal('door'),
      answers: of(forbidden),
      expect: { verdict: 'works-with-limits', reason: 'not-told' },
    },
    {
      name: 'token of an organisation',
      fields: organisation('org'),
      answers: of(open, index(['org:ci'], null)),
      expect: {
        verdict: 'works-with-limits',
        reason: 'uploads-only',
        facts: ['organisation', 'region', 'created', 'scopes'],
        warnings: [],
      },
    },
    {
      name: 'wrong token of an organisation',
      fields: organisation('wrong org'),
      answers: of(refusal(401, 'Invalid org token')),
      expect: { verdict: 'rejected', reason: 'wrong-key', facts: ['organisation'] },
    },
    {
      name: 'token of a server of one’s own',
      fields: organisation('own', { url: 'https://errors.example', region_url: 'https://errors.example' }),
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'own-server' },
    },
    {
      name: 'token of a server with a name like Sentry’s',
      fields: organisation('like', { url: 'https://sentry.io.example' }),
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'own-server' },
    },
    {
      name: 'wrong',
      fields: personal('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'expired',
      fields: personal('expired'),
      answers: of(refusal(401, 'Token expired')),
      expect: { verdict: 'rejected', reason: 'expired-key' },
    },
    {
      name: 'suspended',
      fields: personal('inactive'),
      answers: of(refusal(401, 'User inactive or deleted')),
      expect: { verdict: 'rejected', reason: 'account-suspended' },
    },
    {
      name: 'the token never arrived',
      fields: personal('stripped'),
      answers: of(refusal(403, 'Authentication credentials were not provided.')),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'an empty yes, and nobody known behind it',
      fields: personal('portal'),
      answers: of(open, index(null, null)),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'an empty yes of somebody else',
      fields: personal('empty portal'),
      answers: of(open, open),
      expect: { verdict: 'unreachable', reason: 'not-the-provider' },
    },
    {
      name: 'DSN',
      kind: 'dsn',
      fields: dsn('good'),
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'format-only' },
    },
    {
      name: 'DSN of the old shape',
      kind: 'dsn',
      fields: dsn('old', `:${letters('sentry dsn secret', 32, HEX)}`),
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'format-only' },
    },
  ],
};
