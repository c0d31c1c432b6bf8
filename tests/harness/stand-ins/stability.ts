import { ALPHANUMERIC, bearerOf, type Case, type Heard, letters, type Said, type StandIn } from './shape';
import { imageAnswers } from './stability/image';
import { modelAnswers } from './stability/model-3d';

const key = (seed: string) => ({ apiKey: `sk-${letters(`stability ${seed}`, 48, ALPHANUMERIC)}` });

const json = (status: number, body: unknown): Said => ({ status, body });

/** Asked for JSON or not at all; pictures may also come as they are, and models do. */
const presented = (heard: Heard): string | undefined => {
  const { accept = '*/*' } = heard.headers;
  const isOf3d = /^\/v2beta\/(3d|results)\//.test(heard.path);
  const isTaken = isOf3d ? accept === '*/*' : accept === 'application/json';
  return isTaken || (heard.method === 'POST' && accept === 'image/*') ? bearerOf(heard) : undefined;
};

const account = json(200, {
  id: 'user-0a1b2c3d4e5f',
  email: 'ember@example.org',
  profile_picture: 'https://example.org/ember.png',
  organizations: [
    { id: 'org-1', name: 'Side project', role: 'MEMBER', is_default: false },
    { id: 'org-2', name: 'Hearth', role: 'ADMIN', is_default: true },
  ],
  a_field_of_tomorrow: 1,
});

const id = '0123456789abcdef0123456789abcdef';

/** As the real one does, it quotes the beginning, the end and the length of the key. */
const wrong = (heard: Heard): Said => {
  const sent = bearerOf(heard) ?? '';
  const quoted = `${sent.slice(0, 7)}${'*'.repeat(Math.max(0, sent.length - 11))}${sent.slice(-4)}`;
  const message = `Incorrect API key provided: ${quoted}. You can find your API key at https://stability.ai.`;
  return json(401, { id, message, name: 'unauthorized' });
};

const of = (balance: Said): Case['answers'] => ({
  'GET /v1/user/account': account,
  'GET /v1/user/balance': balance,
  ...imageAnswers,
  ...modelAnswers,
});

export const standIn: StandIn = {
  id: 'stability',
  hosts: ['api.stability.ai'],
  presented,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: json(401, { id, message: 'missing authorization header', name: 'unauthorized' }),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(json(200, { credits: 250.75, a_field_of_tomorrow: 1 })),
      expect: { verdict: 'works', facts: ['account', 'organisation', 'credits'], warnings: [] },
    },
    {
      name: 'good, balance not told',
      fields: key('quiet'),
      answers: of(json(500, { id, message: 'internal error', name: 'internal_error' })),
      expect: { verdict: 'works', facts: ['account'] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: { 'GET /v1/user/account': wrong },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong, newer body',
      fields: key('wrong newer'),
      answers: {
        'GET /v1/user/account': json(401, {
          id,
          errors: ['authorization: invalid or missing header value'],
          name: 'unauthorized',
        }),
      },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: of(json(200, { credits: 0 })),
      expect: { verdict: 'out-of-credit', reason: 'no-credit', facts: ['credits'] },
    },
  ],
};
