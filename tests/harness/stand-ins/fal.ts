import { newDesk } from '../desk';
import { queueAnswers, queueFiles } from './fal/queue';
import { type Answering, type Case, HEX, type Heard, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => {
  const part = (name: string, length: number) => letters(`fal ${seed} ${name}`, length, HEX);
  const id = [part('a', 8), part('b', 4), part('c', 4), part('d', 4), part('e', 12)].join('-');
  return { apiKey: `${id}:${part('secret', 32)}` };
};

/** The scheme word is `Key`; Bearer is refused. */
const keyOf = (heard: Heard): string | undefined =>
  /^Key ([^\s:]+:[^\s:]+)$/.exec(heard.headers.authorization ?? '')?.[1];

const json = (status: number, body: unknown): Said => ({ status, body });
const refused = (status: number, message: string, type = 'authorization_error') =>
  json(status, { error: { type, message, docs_url: 'https://docs.fal.ai', request_id: '0a1b2c3d' } });

const wrong = refused(401, 'Invalid API key');

/** By the picture, by the megapixel, by the token: whatever the model's maker thought of. */
const PRICES: Readonly<Record<string, readonly [number, string]>> = {
  'fal-ai/flux/dev': [0.025, 'megapixels'],
  'fal-ai/flux/schnell': [0.003, 'megapixels'],
  'fal-ai/flux-2': [0.012, 'megapixels'],
  'fal-ai/flux-2-pro': [0.03, 'megapixels'],
  'fal-ai/nano-banana-2': [0.08, 'images'],
  'openai/gpt-image-2': [0.00001, 'tokens'],
};

const prices = (heard: Heard): Said => {
  const asked = heard.query.get('endpoint_id');
  if (!asked) return refused(400, 'endpoint_id is required', 'validation_error');
  const told = asked.split(',').flatMap((endpoint_id) => {
    const [unit_price, unit] = PRICES[endpoint_id] ?? [];
    return unit ? [{ endpoint_id, unit_price, unit, currency: 'USD', a_field_of_tomorrow: 1 }] : [];
  });
  return json(200, { prices: told, next_cursor: null, has_more: false });
};

const account =
  (left: number) =>
  (heard: Heard): Said =>
    json(200, {
      username: 'ember-studio',
      ...(heard.query.get('expand') === 'credits'
        ? { credits: { current_balance: left, currency: 'USD' } }
        : {}),
    });

const of = (pricing: Answering, billing?: Answering): Case['answers'] => ({
  'GET /v1/models/pricing': pricing,
  ...(billing ? { 'GET /v1/account/billing': billing } : {}),
  // A key that is told no prices makes nothing either.
  ...(pricing === prices ? queueAnswers : { 'POST /*': pricing }),
});

const admin = of(prices, account(24.5));

/** Only ADMIN keys make and delete keys; the first half of a key is its id. */
export const desk = newDesk({
  keys: Array.from({ length: 8 }, (_, number) => key(`made ${number}`)),
  identity: (fields) => fields.apiKey,
  presented: keyOf,
  good: () => admin,
  wrong,
  refusal: refused(403, 'This key is not permitted to access this resource'),
  make: {
    is: ({ method, path }) => method === 'POST' && path === '/v1/keys',
    fault: ({ body }) =>
      /^\{"alias":"[^"]{1,255}"\}$/.test(body)
        ? undefined
        : refused(422, 'alias is required', 'validation_error'),
    tell: ({ apiKey = '' }) => {
      const [key_id, key_secret] = apiKey.split(':');
      return json(201, { key_id, key_secret, key: apiKey });
    },
  },
  end: {
    whose: (heard) => {
      const id = /^\/v1\/keys\/([\w-]+)$/.exec(heard.path)?.[1];
      const presented = keyOf(heard);
      return heard.method === 'DELETE' && id && presented?.startsWith(`${id}:`) ? presented : undefined;
    },
    told: { status: 204 },
  },
});

export const standIn: StandIn = {
  id: 'fal',
  hosts: ['api.fal.ai', 'queue.fal.run'],
  files: queueFiles,
  desk,
  presented: keyOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: refused(401, 'Authentication is required to access this resource'),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(prices, refused(403, 'This key is not permitted to access this resource')),
      expect: { verdict: 'works', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'good, account refused with 401',
      fields: key('good 401'),
      answers: of(prices, refused(401, 'An ADMIN key is required')),
      expect: { verdict: 'works', facts: ['scopes'], warnings: [] },
    },
    {
      name: 'good, account not told today',
      fields: key('good 500'),
      answers: of(prices, json(500, { detail: 'Internal Server Error', error_type: 'internal_error' })),
      expect: { verdict: 'works', warnings: [] },
    },
    {
      name: 'admin',
      fields: key('admin'),
      answers: of(prices, account(24.5)),
      expect: { verdict: 'works', facts: ['account', 'balance', 'scopes'], warnings: ['can-create-keys'] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong, older body',
      fields: key('wrong older'),
      answers: of(
        json(401, { detail: 'Cannot access application "fal-ai/flux". Authentication is required.' }),
      ),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: of(prices, account(0)),
      expect: { verdict: 'out-of-credit', reason: 'no-credit', facts: ['balance'] },
    },
    {
      name: 'locked for want of credit',
      fields: key('locked'),
      answers: of(
        json(403, {
          detail:
            'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
        }),
      ),
      expect: { verdict: 'out-of-credit', reason: 'no-credit' },
    },
    {
      name: 'blocked',
      fields: key('blocked'),
      answers: of(json(403, { detail: 'User is locked. Reason: Terms of service.' })),
      expect: { verdict: 'rejected', reason: 'account-suspended' },
    },
    {
      name: 'not permitted',
      fields: key('not permitted'),
      answers: of(refused(401, 'This key is not permitted to access this resource')),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
  ],
};
