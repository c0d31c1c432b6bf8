// https://fal.ai/docs/platform-apis/v1/models/pricing and …/v1/account/billing (read 2026-10)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, askMore } from '../wire/ask';
import { once, postJson } from '../wire/once';
import { asArray, asText, at } from '../wire/read';
import { mayChangeKeys } from '../wire/rotating';
import { finding, isOk, money, outOfCredit, rejected, text, unclear, works } from '../wire/verdicts';
import { headersOf } from './fal/headers';
import { image } from './fal/image';
import { model3d } from './fal/model-3d';

const API = 'https://api.fal.ai/v1';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        help: 'Both halves, as fal shows them: key id, a colon, key secret.',
      },
    ],
  },
];

const origins = ['https://api.fal.ai', 'https://queue.fal.run'] as const;
const downloads = ['https://fal.media', 'https://*.fal.media'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'fal',
  kinds,
  origins,
  downloads,
  originsFor,
  makes: { image, model3d },

  // The first half of a key is its id. Both need the scope ADMIN.
  rotate: {
    async make(call, label) {
      const answer = await once(call, `${API}/keys`, postJson(headersOf(call), { alias: label }));
      const apiKey = asText(at(answer.json, 'key'));
      return { answer, fields: apiKey ? { apiKey } : undefined };
    },
    async end(call) {
      const id = encodeURIComponent((call.secret.apiKey ?? '').split(':')[0] ?? '');
      const answer = await once(call, `${API}/keys/${id}`, { method: 'DELETE', headers: headersOf(call) });
      return { answer, isEnded: answer.status === 204 };
    },
  },

  // The model search may answer anybody; prices are told to keys only. The account is told to ADMIN keys only.
  async check(call) {
    const headers = headersOf(call);
    const prices = await ask(call, `${API}/models/pricing?endpoint_id=fal-ai/flux/dev`, headers);
    const refusal = findRefusal(prices);
    if (refusal) return refusal;
    if (!isOk(prices) || !asArray(at(prices.json, 'prices'))) return unclear(prices);
    return judge(await askMore(call, `${API}/account/billing?expand=credits`, headers));
  },
};

function findRefusal(answer: Answer): Report | undefined {
  const says = asText(at(answer.json, 'error', 'message')) ?? asText(at(answer.json, 'detail')) ?? '';
  if (/user is locked/i.test(says))
    return /exhausted balance/i.test(says) ? outOfCredit() : rejected(finding('account-suspended'));
  // "Not permitted" is said to genuine keys as well.
  if (answer.status === 401 && says !== '' && !/permi/i.test(says)) return rejected();
  return answer.status === 403 && /invalid api key/i.test(says) ? rejected() : undefined;
}

/** From here on the key is genuine. A refusal here, 401 or 403, only means that it is not an ADMIN key. */
function judge(billing: Answer): Report {
  if (!isOk(billing)) {
    const isApiScope = billing.status === 401 || billing.status === 403;
    return works({ facts: [isApiScope ? text('scopes', 'API') : undefined] });
  }
  const balance = at(billing.json, 'credits', 'current_balance');
  const facts = [
    text('account', at(billing.json, 'username')),
    money('balance', balance, asText(at(billing.json, 'credits', 'currency')) ?? 'USD'),
    text('scopes', 'ADMIN'),
  ];
  const more = { facts, warnings: [finding('can-create-keys')] };
  return typeof balance === 'number' && balance <= 0 ? outOfCredit(undefined, more) : works(more);
}

export const face: Face = {
  id: 'fal',
  name: 'fal.ai',
  category: 'image-3d',
  about: 'Image and 3D models from many makers, run on rented machines.',
  makes: ['image', 'model3d'],
  keyPage: 'https://fal.ai/dashboard/keys',
  topUpPage: 'https://fal.ai/dashboard/billing',
};

export const card: Card = {
  face,
  benefits: [
    'Image and 3D models behind one key',
    'You pay for what was made, not for waiting',
    'Each model says what it costs',
  ],
  site: 'https://fal.ai',
  docs: 'https://fal.ai/docs',
  steps: [
    'Sign in at fal.ai and open the dashboard.',
    'Add credit under Billing.',
    'Open Keys and choose Create Key. The scope API is enough; ADMIN can also make other keys.',
    'Copy the whole key, both halves with the colon: it is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'easy' },
  price: {
    note: 'Prepaid. Each model has its own price per picture, model or second.',
    free: 'None known.',
    asOf: '2026-09-20',
  },
  keyFormat: 'key id, a colon and 32 characters from 0-9 and a-f',
  kinds,
  originsFor,
  downloads,
  formats: [
    { kind: 'api-key', field: 'apiKey', pattern: /^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}:[a-f0-9]{32}$/ },
  ],
  misfits: [
    {
      pattern: /^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}:?$/,
      says: 'This is only the first half. The whole key is the key id, a colon and the key secret.',
    },
  ],
  rotate: { mayMake: mayChangeKeys, mayEnd: mayChangeKeys },
  tips: [
    'Rejected? Paste both halves with the colon between them. The second half is shown only once.',
    'No balance shown? fal tells it only to ADMIN keys. The key works without.',
  ],
};

export const traits: Traits = {
  id: 'fal',
  limits: { is: 'yes', note: 'Scope API or ADMIN.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['FAL_KEY', 'FAL_API_KEY', 'FAL_AI_API_KEY'] } },
};
