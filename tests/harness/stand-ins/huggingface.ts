import { newTokenDesk } from '../token-desk';
import { huggingfaceErrors } from './huggingface/errors';
import { huggingfaceModels, huggingfaceTalk } from './huggingface/text';
import { ALPHANUMERIC, bearerOf, type Case, letters, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `hf_${letters(`huggingface ${seed}`, 34, ALPHANUMERIC)}` });

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body,
});

const token = (role: string, over: object = {}) =>
  json(200, {
    type: 'user',
    id: '65f0c0de65f0c0de65f0c0de',
    name: 'ember',
    fullname: 'Ember Keeper',
    email: 'ember@example.org',
    emailVerified: true,
    canPay: false,
    isPro: false,
    periodEnd: null,
    avatarUrl: '/avatars/ember.svg',
    orgs: [{ type: 'org', id: '65f0c0de65f0c0de65f0c0df', name: 'hearth', roleInOrg: 'write' }],
    a_field_of_tomorrow: { yes: true },
    auth: {
      type: 'access_token',
      accessToken: { displayName: 'firekeep', role, createdAt: '2026-09-01T08:00:00.000Z', ...over },
    },
  });

const fineGrained = (global: string[], permissions: string[]) =>
  token('fineGrained', {
    fineGrained: {
      canReadGatedRepos: false,
      global,
      scoped: [{ entity: { _id: '65f0c0de65f0c0de65f0c0de', type: 'user', name: 'ember' }, permissions }],
    },
  });

const REALM = { 'www-authenticate': 'Bearer realm="Authentication required", charset="UTF-8"' };
const wrong = json(401, { error: 'Invalid username or password.' }, REALM);

const of = (answer: Case['answers'][string], work: Case['answers'][string] = answer): Case['answers'] => ({
  'GET /api/whoami-v2': answer,
  'GET /v1/models': huggingfaceModels,
  'POST /v1/chat/completions': work,
});

export const desk = newTokenDesk('/api/credentials/revoke', wrong);

export const standIn: StandIn = {
  id: 'huggingface',
  hosts: ['huggingface.co', 'router.huggingface.co'],
  desk,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: wrong,
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(token('read'), huggingfaceTalk),
      expect: {
        verdict: 'works',
        facts: ['account', 'label', 'organisation', 'tier', 'scopes', 'created'],
        warnings: [],
      },
    },
    {
      name: 'may write everything',
      fields: key('write'),
      answers: of(token('write'), huggingfaceTalk),
      expect: { verdict: 'works', warnings: ['may-write-everything'] },
    },
    {
      name: 'fine-grained with inference',
      fields: key('fine'),
      answers: of(fineGrained([], ['inference.serverless.write']), huggingfaceTalk),
      expect: { verdict: 'works', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'restricted',
      fields: key('restricted'),
      answers: of(fineGrained(['discussion.write'], ['repo.content.read']), huggingfaceErrors.forbidden),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'no rights at all',
      fields: key('bare'),
      answers: of(fineGrained([], []), huggingfaceErrors.forbidden),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes' },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'expired',
      fields: key('expired'),
      answers: of(json(401, { error: 'User Access Token "firekeep" is expired' }, REALM)),
      expect: { verdict: 'rejected', reason: 'expired-key' },
    },
    {
      name: 'asked too often',
      fields: key('often'),
      answers: of(json(429, { error: 'You have been rate limited on this endpoint. Try again later.' })),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
  ],
};
