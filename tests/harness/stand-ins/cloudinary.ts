import { ALPHANUMERIC, type Answering, basicOf, type Case, letters, type StandIn } from './shape';

const DIGITS = '0123456789';
const cloudOf = (seed: string) => `cloud-${letters(`cloudinary ${seed}`, 8, 'abcdefghijklmnopqrstuvwxyz')}`;
const triple = (seed: string, cloud = seed, region = 'us') => ({
  cloudName: cloudOf(cloud),
  apiKey: letters(`cloudinary key ${seed}`, 15, DIGITS),
  apiSecret: letters(`cloudinary secret ${seed}`, 27, `${ALPHANUMERIC}_-`),
  region,
});

const LIMITS = {
  'x-featureratelimit-limit': '500',
  'x-featureratelimit-remaining': '499',
  'x-featureratelimit-reset': 'Sat, 21 Nov 2026 13:00:00 GMT',
};
const json = (status: number, body: unknown) => ({ status, headers: LIMITS, body });
const refusal = (status: number, message: string) => json(status, { error: { message } });

const pong = json(200, { status: 'ok', a_field_of_tomorrow: 1 });
const used = (usage: number, limit = 25) =>
  json(200, {
    plan: 'Free',
    last_updated: '2026-11-20',
    credits: { usage, limit, used_percent: (usage / limit) * 100 },
    storage: { usage: 3_000_000 },
    bandwidth: { usage: 9_000_000 },
    objects: { usage: 42 },
    requests: 120,
    resources: 21,
  });

const of = (seed: string, ping: Answering, usage?: Answering): Case['answers'] => ({
  [`GET /v1_1/${cloudOf(seed)}/ping`]: ping,
  ...(usage === undefined ? {} : { [`GET /v1_1/${cloudOf(seed)}/usage`]: usage }),
});
const only =
  (host: string, answer: Answering): Answering =>
  (heard) =>
    heard.host !== host ? wrong : typeof answer === 'function' ? answer(heard) : answer;

const wrong = refusal(401, 'unknown api_key');

export const standIn: StandIn = {
  id: 'cloudinary',
  hosts: ['api.cloudinary.com', 'api-eu.cloudinary.com', 'api-ap.cloudinary.com'],
  presented: basicOf,
  identity: (fields) => `${fields.apiKey}:${fields.apiSecret}`,
  // Another key of the good cloud: the address names the cloud.
  another: (number) => triple(`another ${number}`, 'good'),
  wrong,
  missing: refusal(401, 'Invalid credentials'),
  cases: [
    {
      name: 'good',
      fields: triple('good'),
      answers: of('good', only('api.cloudinary.com', pong), used(3.2)),
      expect: { verdict: 'works', facts: ['account', 'tier', 'used', 'limit'], warnings: [] },
    },
    {
      name: 'good, in Europe',
      fields: triple('eu', 'eu', 'eu'),
      answers: of('eu', only('api-eu.cloudinary.com', pong), used(1)),
      expect: { verdict: 'works' },
    },
    {
      name: 'good, in Asia',
      fields: triple('ap', 'ap', 'ap'),
      answers: of('ap', only('api-ap.cloudinary.com', pong), used(1)),
      expect: { verdict: 'works' },
    },
    {
      name: 'asked in the wrong region',
      fields: triple('abroad'),
      answers: of('abroad', only('api-eu.cloudinary.com', pong)),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'good, figures not to be had just now',
      fields: triple('quiet'),
      answers: of('quiet', pong, refusal(420, 'Rate Limit Exceeded')),
      expect: { verdict: 'works', facts: ['account'] },
    },
    {
      name: 'empty',
      fields: triple('empty'),
      answers: of('empty', pong, used(25.4)),
      expect: { verdict: 'works', warnings: ['plan-used-up'] },
    },
    {
      name: 'restricted',
      fields: triple('restricted'),
      answers: of('restricted', pong, refusal(403, 'Action not allowed for this key')),
      expect: { verdict: 'works-with-limits', reason: 'usage-closed', facts: ['account'] },
    },
    {
      name: 'wrong',
      fields: triple('wrong'),
      answers: of('wrong', wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong secret',
      fields: triple('secret'),
      answers: of('secret', refusal(401, 'api_secret mismatch')),
      expect: { verdict: 'rejected', reason: 'parts-differ' },
    },
    {
      name: 'no such cloud',
      fields: triple('nowhere'),
      answers: of('nowhere', refusal(401, `Invalid cloud_name ${cloudOf('nowhere')}`)),
      expect: { verdict: 'rejected', reason: 'parts-differ' },
    },
    {
      name: 'key of another cloud',
      fields: triple('other'),
      answers: of('other', refusal(401, 'cloud_name mismatch')),
      expect: { verdict: 'rejected', reason: 'other-cloud' },
    },
    {
      name: 'blocked',
      fields: triple('blocked'),
      answers: of('blocked', refusal(401, 'cloud_name is disabled')),
      expect: { verdict: 'rejected', reason: 'account-suspended' },
    },
    {
      name: 'too many questions',
      fields: triple('busy'),
      answers: of('busy', refusal(420, 'Rate Limit Exceeded')),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
    {
      name: 'a sentence of tomorrow',
      fields: triple('tomorrow'),
      answers: of('tomorrow', refusal(401, 'please come back')),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'an identifier that cannot be one',
      fields: { ...triple('odd'), cloudName: '../v1_1/other' },
      answers: {},
      expect: { verdict: 'rejected', reason: 'format-wrong' },
    },
  ],
};
