import { newTokenDesk } from '../token-desk';
import {
  ALPHANUMERIC,
  type Answering,
  bearerOf,
  type Case,
  HEX,
  letters,
  type Said,
  type StandIn,
  say,
} from './shape';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The last six characters of a token are its CRC-32 in base 62. The table-driven way, unlike the check's own. */
const TABLE = Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>(
    (value) => ((value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1),
    byte,
  ),
);
export function withChecksum(prefix: string, body: string): string {
  const crc = [...Buffer.from(body)].reduce(
    (value, byte) => (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8),
    0xffffffff,
  );
  const sum = BigInt((crc ^ 0xffffffff) >>> 0);
  const digits = [5n, 4n, 3n, 2n, 1n, 0n].map((place) => BASE62[Number((sum / 62n ** place) % 62n)]);
  return `${prefix}${body}${digits.join('')}`;
}

const body = (seed: string, length = 30) => letters(`github ${seed}`, length, ALPHANUMERIC);
const classic = (seed: string, prefix = 'ghp_') => ({ apiKey: withChecksum(prefix, body(seed)) });
const fine = (seed: string) => ({ apiKey: `github_pat_${body(seed, 22)}_${body(`${seed} rest`, 59)}` });
const installation = (seed: string) => ({ apiKey: withChecksum('ghs_', body(seed)) });

const json = (status: number, value: unknown, headers: Record<string, string> = {}): Said => ({
  status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4998',
    ...headers,
  },
  body: value,
});
const refusal = (status: number, message: string, headers: Record<string, string> = {}) =>
  json(status, { message, documentation_url: 'https://docs.github.com/rest', status: `${status}` }, headers);

/** The headers that GitHub's page asks for. */
const strict =
  (answer: Answering): Answering =>
  (heard) =>
    heard.headers.accept === 'application/vnd.github+json' &&
    heard.headers['x-github-api-version'] === '2022-11-28'
      ? say(answer, heard)
      : refusal(415, 'Unsupported media type');

const user = (headers: Record<string, string> = {}) =>
  json(
    200,
    {
      login: 'ember-fox',
      id: 583231,
      name: 'Ember Fox',
      type: 'User',
      html_url: 'https://github.com/ember-fox',
      email: null,
      a_field_of_tomorrow: [],
    },
    headers,
  );
const scopes = (value: string) => ({ 'x-oauth-scopes': value });
const expiring = (value: string) => ({ 'github-authentication-token-expiration': value });

const of = (answer: Answering): Case['answers'] => ({ 'GET /user': strict(answer) });
const repositories = (answer: Answering): Case['answers'] => ({
  'GET /installation/repositories': strict((heard) =>
    heard.query.get('per_page') === '1' ? say(answer, heard) : refusal(422, 'Ask for one'),
  ),
});

const wrong = refusal(401, 'Bad credentials');
const mistyped = { apiKey: `ghp_${body('mistyped', 36)}` };

export const desk = newTokenDesk('/credentials/revoke', wrong);

export const standIn: StandIn = {
  id: 'github',
  hosts: ['api.github.com'],
  desk,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => fine(`another ${number}`),
  wrong,
  missing: refusal(401, 'Requires authentication'),
  cases: [
    {
      name: 'good',
      fields: fine('good'),
      // It has permissions, not scopes: the empty list says nothing.
      answers: of(user({ ...scopes(''), ...expiring('2027-01-31 09:00:00 UTC') })),
      expect: { verdict: 'works', facts: ['account', 'label', 'expires'], warnings: [] },
    },
    {
      name: 'good, classic',
      fields: classic('classic'),
      answers: of(user({ ...scopes('repo, read:org'), ...expiring('2027-01-31 09:00:00 -0800') })),
      expect: { verdict: 'works', facts: ['account', 'scopes', 'expires'], warnings: [] },
    },
    {
      name: 'good, of the years before 2021',
      fields: { apiKey: letters('github old', 40, HEX) },
      answers: of(user(scopes('gist'))),
      expect: { verdict: 'works', facts: ['scopes'] },
    },
    {
      name: 'good, of an app for its user',
      fields: classic('app user', 'ghu_'),
      answers: of(user(scopes(''))),
      expect: { verdict: 'works', facts: ['account'] },
    },
    {
      name: 'too much power',
      fields: classic('power'),
      answers: of(user(scopes('admin:org, delete_repo, repo'))),
      expect: { verdict: 'works', warnings: ['broad-scopes'] },
    },
    {
      name: 'no scopes',
      fields: classic('public'),
      answers: of(user(scopes(''))),
      expect: { verdict: 'works-with-limits', reason: 'public-only', facts: ['account'] },
    },
    {
      name: 'installation',
      fields: installation('installation'),
      answers: repositories(json(200, { total_count: 3, repositories: [{ id: 1, name: 'candles' }] })),
      expect: { verdict: 'works', facts: ['repositories'], warnings: ['short-lived'] },
    },
    {
      name: 'installation of the newer, longer kind',
      fields: { apiKey: `ghs_123456_eyJ${body('jwt head')}.${body('jwt body', 90)}.${body('jwt sign', 43)}` },
      answers: repositories(json(200, { total_count: 0, repositories: [] })),
      expect: { verdict: 'works', facts: ['repositories'] },
    },
    {
      name: 'installation that ended',
      fields: installation('ended'),
      answers: repositories(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong',
      fields: fine('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'revoked',
      fields: classic('revoked'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'token-ended' },
    },
    {
      name: 'mistyped',
      fields: mistyped,
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'mistyped' },
    },
    {
      name: 'refresh token',
      fields: { apiKey: `ghr_${body('refresh', 76)}` },
      answers: {},
      expect: { verdict: 'rejected', reason: 'refresh-token' },
    },
    {
      name: 'genuine, but not a user',
      fields: classic('robot', 'gho_'),
      answers: of(refusal(403, 'Resource not accessible by integration')),
      expect: { verdict: 'works-with-limits', reason: 'not-for-users' },
    },
    {
      name: 'not allowed in the organisation',
      fields: classic('sso'),
      answers: of(
        refusal(403, 'Resource protected by organization SAML enforcement.', {
          'x-github-sso': 'required; url=https://github.com/orgs/emberly/sso',
        }),
      ),
      expect: { verdict: 'works-with-limits', reason: 'sso-needed' },
    },
    {
      name: 'address refused',
      fields: classic('address'),
      answers: of(refusal(403, 'The organization has an IP allow list enabled, and yours is not on it.')),
      expect: { verdict: 'works-with-limits', reason: 'address-not-allowed' },
    },
    {
      name: 'suspended',
      fields: classic('suspended'),
      answers: of(refusal(403, 'Sorry. Your account was suspended.')),
      expect: { verdict: 'rejected', reason: 'account-suspended' },
    },
    {
      name: 'limit reached',
      fields: classic('limit'),
      answers: of(
        refusal(403, 'API rate limit exceeded for user ID 583231.', { 'x-ratelimit-remaining': '0' }),
      ),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
    {
      name: 'too quick',
      fields: classic('quick'),
      answers: of(refusal(403, 'You have exceeded a secondary rate limit.')),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
    {
      name: 'good token after many wrong ones',
      fields: classic('attempts'),
      answers: of(refusal(403, 'Maximum number of login attempts exceeded. Please try again later.')),
      expect: { verdict: 'unreachable', reason: 'too-many-attempts' },
    },
    {
      name: 'a refusal of tomorrow',
      fields: classic('tomorrow'),
      answers: of(refusal(403, 'Not today.')),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
  ],
};
