// https://docs.meshy.ai/en/api/balance (recorded answers of 2026-09-24)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { asText, at } from '../wire/read';
import { count, isOk, outOfCredit, rejected, unclear, works } from '../wire/verdicts';
import { model3d } from './meshy/model-3d';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['msy_'] }],
  },
];

const origins = ['https://api.meshy.ai'] as const;
const downloads = ['https://assets.meshy.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'meshy',
  kinds,
  origins,
  downloads,
  originsFor,
  makes: { model3d },

  async check(call) {
    const url = 'https://api.meshy.ai/openapi/v1/balance';
    const answer = await ask(call, url, bearer(call.secret.apiKey ?? ''));
    const message = asText(at(answer.json, 'message'));
    if (answer.status === 401 && message) return rejected();
    if (answer.status === 402 && message) return outOfCredit();
    const balance = at(answer.json, 'balance');
    if (!isOk(answer) || typeof balance !== 'number') return unclear(answer);
    const facts = [count('credits', balance, 'credits')];
    return balance > 0 ? works({ facts }) : outOfCredit(undefined, { facts });
  },
};

export const face: Face = {
  id: 'meshy',
  name: 'Meshy',
  category: 'image-3d',
  about: 'Textured 3D models from text or pictures, with rigging and animation.',
  makes: ['model3d'],
  keyPage: 'https://www.meshy.ai/settings/api',
};

export const card: Card = {
  face,
  benefits: [
    'Models from text, one picture or several',
    'Rigging and animation for figures',
    'A failed model gives its credits back',
  ],
  site: 'https://www.meshy.ai',
  docs: 'https://docs.meshy.ai',
  steps: [
    'Sign in at meshy.ai. The API needs the Pro plan or a larger one.',
    'Open Settings, API and choose Create API Key.',
    'Give it a name and copy it: it is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'easy' },
  price: {
    note: 'The API needs a paid plan. Pro has 1,000 credits a month for $20; a model takes 5 to 40 of them.',
    free: 'None: the free plan has no API.',
    asOf: '2026-10-02',
  },
  keyFormat: 'msy_ and at least 20 letters or digits',
  kinds,
  originsFor,
  downloads,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^msy_[A-Za-z0-9]{20,}$/, isUnmistakable: true }],
  misfits: [
    {
      pattern: /^msy_dummy_api_key/,
      says: 'This is the public test key of old guides. Meshy no longer takes it: make a key of your own.',
    },
  ],
  tips: [
    'Rejected? Test keys from guides no longer work, and a key ends when it is deleted in the settings.',
    'Out of credit? Credits come with the plan each month; see your balance at meshy.ai.',
  ],
};

export const traits: Traits = {
  id: 'meshy',
  limits: { is: 'unknown', note: 'Not known.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['MESHY_API_KEY', 'MESHY_KEY'] } },
};
