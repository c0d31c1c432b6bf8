import { newDesk } from '../desk';
import { ALPHANUMERIC, bearerOf, type Case, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => {
  const part = (name: string, length: number) => letters(`resend ${seed} ${name}`, length, ALPHANUMERIC);
  return { apiKey: `re_${part('id', 8)}_${part('secret', 24)}` };
};

const json = (status: number, body: unknown): Said => ({
  status,
  headers: { 'ratelimit-limit': '5', 'ratelimit-remaining': '4', 'ratelimit-reset': '1' },
  body,
});
const error = (status: number, name: string, message: string) =>
  json(status, { statusCode: status, name, message });

const domains = (...names: string[]) =>
  json(200, {
    object: 'list',
    has_more: false,
    data: names.map((name, index) => ({
      id: `0a1b2c3d-0000-4000-8000-00000000000${index}`,
      name,
      status: index === 0 ? 'verified' : 'not_started',
      region: 'eu-west-1',
      created_at: '2026-09-01 08:00:00.000000+00',
      a_field_of_tomorrow: true,
    })),
  });

const wrong = error(400, 'validation_error', 'API key is invalid');

const of = (answer: Said): Case['answers'] => ({ 'GET /domains': answer });

const keys = Array.from({ length: 8 }, (_, number) => key(`made ${number}`));
const full = of(domains('example.org', 'mail.example.com'));

/** Only a full key may make and delete keys, and a key is named by the id that it was given. */
export const desk = newDesk({
  keys,
  identity: (fields) => fields.apiKey,
  presented: bearerOf,
  good: () => full,
  wrong,
  refusal: error(403, 'invalid_access', 'Access must be "full_access" | "sending_access"'),
  make: {
    is: ({ method, path }) => method === 'POST' && path === '/api-keys',
    fault: (heard) => {
      const { name, permission, ...more } = JSON.parse(heard.body || '{}');
      const isRight = typeof name === 'string' && permission === 'full_access';
      return isRight && Object.keys(more).length === 0
        ? undefined
        : error(422, 'missing_required_field', 'Missing `name`');
    },
    tell: ({ apiKey }, id) => json(201, { id, token: apiKey }),
  },
  end: {
    whose: ({ method, path }, idOf) =>
      method === 'DELETE' ? idOf(/^\/api-keys\/([\w-]+)$/.exec(path)?.[1] ?? '') : undefined,
    told: json(200, {}),
  },
});

export const standIn: StandIn = {
  id: 'resend',
  hosts: ['api.resend.com'],
  desk,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: error(401, 'missing_api_key', 'Missing API Key'),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(domains('example.org', 'mail.example.com')),
      expect: { verdict: 'works', facts: ['scopes', 'domains'], warnings: ['can-create-keys'] },
    },
    {
      name: 'good, no domain yet',
      fields: key('no domain'),
      answers: of(domains()),
      expect: { verdict: 'works', facts: ['domains'] },
    },
    {
      name: 'restricted',
      fields: key('restricted'),
      answers: of(error(401, 'restricted_api_key', 'This API key is restricted to only send emails')),
      expect: { verdict: 'works-with-limits', reason: 'sending-only', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong, answered 401',
      fields: key('wrong 401'),
      answers: of(error(401, 'validation_error', 'API key is invalid')),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong, answered 403',
      fields: key('wrong 403'),
      answers: of(error(403, 'invalid_api_key', 'API key is invalid')),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'suspended',
      fields: key('suspended'),
      answers: of(error(403, 'suspended_api_key', 'This API key was put on hold')),
      expect: { verdict: 'rejected', reason: 'key-blocked' },
    },
    {
      name: 'refused for another reason',
      fields: key('other'),
      answers: of(error(400, 'validation_error', 'The query has an unknown field')),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'asked too often',
      fields: key('often'),
      answers: of(error(429, 'rate_limit_exceeded', 'Too many requests.')),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
  ],
};
