// https://docs.together.ai/reference/models-1 (answers seen on the wire until 2026-09-01)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { asList, judgeModels } from '../wire/list';
import { asText, at } from '../wire/read';
import { isOk, outOfCredit, rejected, unclear } from '../wire/verdicts';
import { image } from './together/image';
import { text as textMaker } from './together/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['tgp_v1_'] }],
  },
];

const origins = ['https://api.together.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'together',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text: textMaker, image },

  async check(call) {
    const answer = await ask(call, 'https://api.together.ai/v1/models', bearer(call.secret.apiKey ?? ''));
    const words = asText(at(answer.json, 'error', 'message')) ?? '';
    if (answer.status === 401 && /^unauthorized|invalid api key/i.test(words)) return rejected();
    if (answer.status === 402 && words) return outOfCredit();
    // A bare array. An empty one could be anybody's, so it proves nothing.
    const models = asList(answer.json);
    return isOk(answer) && models?.length ? judgeModels(models) : unclear(answer);
  },
};

export const face: Face = {
  id: 'together',
  name: 'Together AI',
  category: 'ai',
  about: 'Many open models for text and pictures behind one key.',
  makes: ['text', 'image'],
  keyPage: 'https://api.together.ai/settings/api-keys',
};

export const card: Card = {
  face,
  benefits: ['Open models from many makers', 'Text and pictures with one key', 'Pay only for what you use'],
  site: 'https://www.together.ai',
  docs: 'https://docs.together.ai',
  steps: [
    'Sign in at api.together.ai.',
    'Open Settings, API keys.',
    'Create a key, or copy the one that is there.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Pay as you go. Each model has its own price per token or picture.',
    free: 'Not known.',
    asOf: '2026-11-10',
  },
  keyFormat: 'tgp_v1_ and 43 characters; older keys 64 characters from 0-9 and a-f',
  kinds,
  originsFor,
  formats: [
    { kind: 'api-key', field: 'apiKey', pattern: /^tgp_v1_[A-Za-z0-9_-]{43}$/, isUnmistakable: true },
    { kind: 'api-key', field: 'apiKey', pattern: /^[a-f0-9]{64}$/ },
  ],
  tips: [
    'Rejected? Make sure that the whole key was copied: a new one has 50 characters.',
    'A picture model is refused? Some partners ask the organisation to allow data sharing first.',
  ],
};

export const traits: Traits = {
  id: 'together',
  limits: { is: 'unknown', note: 'Not known.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'api-key': { apiKey: ['TOGETHER_API_KEY', 'TOGETHERAI_API_KEY', 'TOGETHER_AI_API_KEY', 'TOGETHER_KEY'] },
  },
};
