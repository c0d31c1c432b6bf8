// https://console.groq.com/docs/errors (answers seen on the wire until 2026-08-31)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { findList, judgeModels } from '../wire/list';
import { at } from '../wire/read';
import { finding, limited, rejected, unclear } from '../wire/verdicts';
import { text as textMaker } from './groq/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['gsk_'] }],
  },
];

const origins = ['https://api.groq.com'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'groq',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text: textMaker },

  async check(call) {
    const answer = await ask(call, 'https://api.groq.com/openai/v1/models', bearer(call.secret.apiKey ?? ''));
    const code = at(answer.json, 'error', 'code');
    if (code === 'invalid_api_key') return rejected();
    if (code === 'organization_restricted') return rejected(finding('account-suspended'));
    if (at(answer.json, 'error', 'type') === 'permissions_error') return limited(finding('not-in-plan'));
    const models = findList(answer);
    return models ? judgeModels(models) : unclear(answer);
  },
};

export const face: Face = {
  id: 'groq',
  name: 'Groq',
  category: 'ai',
  about: 'Open models at high speed, with a free tier.',
  makes: ['text'],
  keyPage: 'https://console.groq.com/keys',
  billsWhole: ['text'],
};

export const card: Card = {
  face,
  benefits: ['Fast answers', 'Free to start, without a card', 'Open models from several makers'],
  site: 'https://groq.com',
  docs: 'https://console.groq.com/docs',
  steps: [
    'Sign in at console.groq.com.',
    'Open API Keys.',
    'Choose Create API Key and give it a name.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 2, difficulty: 'easy' },
  price: {
    note: 'Pay per token after the free tier.',
    free: 'A free tier without a card. Each model has its own limits, such as 30 requests a minute.',
    asOf: '2026-08-31',
  },
  keyFormat: 'gsk_ and 52 letters and digits',
  kinds,
  originsFor,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^gsk_[A-Za-z0-9]{52}$/, isUnmistakable: true }],
  tips: [
    'Rejected? Make sure that the whole key was copied: it has 56 characters.',
    'A model is missing? The project of the key may hide it: look at the settings of the project.',
  ],
  findings: {
    'not-in-plan': 'This key is genuine, but its plan does not include this.',
    'no-models': 'This key is genuine, but its project allows it no model.',
  },
};

export const traits: Traits = {
  id: 'groq',
  limits: { is: 'unknown', note: 'A project may hide models.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['GROQ_API_KEY', 'GROQ_KEY'] } },
};
