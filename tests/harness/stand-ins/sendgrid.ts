import { newDesk } from '../desk';
import { ALPHANUMERIC, bearerOf, type Case, type Heard, letters, type Said, type StandIn } from './shape';

const GLOBAL = 'api.sendgrid.com';
const EU = 'api.eu.sendgrid.com';

const key = (seed: string, region = 'global') => {
  const part = (name: string, length: number) => letters(`sendgrid ${seed} ${name}`, length, ALPHANUMERIC);
  return { apiKey: `SG.${part('id', 22)}.${part('secret', 43)}`, region };
};

const json = (status: number, body: unknown): Said => ({ status, body });
const error = (status: number, message: string) =>
  json(status, { errors: [{ field: null, message, a_field_of_tomorrow: 1 }] });

const scopes = (...names: string[]) => json(200, { scopes: names });

/** Full access carries a long list; the three that matter here stand among the others. */
const FULL = [
  ...['alerts', 'api_keys', 'categories', 'mail_settings', 'marketing', 'suppression', 'templates'].flatMap(
    (room) => ['create', 'read', 'update', 'delete'].map((right) => `${room}.${right}`),
  ),
  'mail.send',
  'user.account.read',
  'user.credits.read',
  'user.email.read',
];

const wrong = error(401, 'The provided authorization grant is invalid, expired, or revoked');
const credits = (remain: number) =>
  json(200, { remain, total: 3000, overage: 0, used: 3000 - remain, reset_frequency: 'monthly' });
const account = (type: string) => json(200, { type, reputation: 99.7 });

const onlyAt =
  (host: string, answer: Said) =>
  (heard: Heard): Said =>
    heard.host === host ? answer : wrong;

const full = (type: string, remain: number): Case['answers'] => ({
  'GET /v3/scopes': onlyAt(GLOBAL, scopes(...FULL)),
  'GET /v3/user/account': onlyAt(GLOBAL, account(type)),
  'GET /v3/user/credits': onlyAt(GLOBAL, credits(remain)),
});
const of = (answer: Case['answers'][string]): Case['answers'] => ({ 'GET /v3/scopes': answer });

/** The middle of a key is its id, and only that of a key that is there is known. */
export const desk = newDesk({
  keys: [],
  identity: (fields) => fields.apiKey,
  presented: bearerOf,
  good: () => ({}),
  wrong,
  refusal: error(403, 'access forbidden'),
  end: {
    whose: (heard) => {
      const id = heard.method === 'DELETE' && /^\/v3\/api_keys\/([\w-]{22})$/.exec(heard.path)?.[1];
      const presented = bearerOf(heard);
      return id && presented?.split('.')[1] === id ? presented : undefined;
    },
    told: { status: 204 },
  },
});

export const standIn: StandIn = {
  id: 'sendgrid',
  hosts: [GLOBAL, EU],
  desk,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: error(401, 'Permission denied, wrong credentials'),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: full('paid', 1200),
      expect: {
        verdict: 'works',
        facts: ['tier', 'limit-left', 'limit', 'scopes'],
        warnings: ['can-create-keys'],
      },
    },
    {
      name: 'good, European Union',
      fields: key('eu', 'eu'),
      answers: of(onlyAt(EU, scopes('mail.send', 'user.email.read'))),
      expect: { verdict: 'works', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'of the other region',
      fields: key('elsewhere'),
      answers: of(onlyAt(EU, scopes('mail.send', 'user.email.read'))),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'restricted',
      fields: key('restricted'),
      answers: of(scopes('mail.send')),
      expect: { verdict: 'works-with-limits', reason: 'restricted-scopes', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'restricted, cannot send',
      fields: key('cannot send'),
      answers: of(scopes('stats.read')),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes' },
    },
    {
      name: 'restricted, makes keys',
      fields: key('makes keys'),
      answers: of(scopes('mail.send', 'api_keys.create')),
      expect: {
        verdict: 'works-with-limits',
        reason: 'restricted-scopes',
        warnings: ['can-create-keys'],
      },
    },
    {
      name: 'billing',
      fields: key('billing'),
      answers: of(scopes('billing.read', 'billing.update')),
      expect: { verdict: 'works-with-limits', reason: 'billing-only' },
    },
    {
      name: 'access forbidden',
      fields: key('forbidden'),
      answers: of(error(403, 'access forbidden')),
      expect: { verdict: 'works-with-limits', reason: 'access-forbidden' },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: full('free', 0),
      expect: { verdict: 'out-of-credit', reason: 'no-credit', facts: ['limit-left'] },
    },
    {
      name: 'empty, but paid',
      fields: key('overage'),
      answers: full('paid', 0),
      expect: { verdict: 'works', facts: ['limit-left'] },
    },
    {
      name: 'empty, answered 401',
      fields: key('empty 401'),
      answers: of(error(401, 'Maximum credits exceeded')),
      expect: { verdict: 'out-of-credit', reason: 'no-credit' },
    },
  ],
};
