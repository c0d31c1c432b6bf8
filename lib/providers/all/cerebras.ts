// https://inference-docs.cerebras.ai (answers seen on the wire until 2026-09-13)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { findList, judgeModels } from '../wire/list';
import { asRecord, at } from '../wire/read';
import { outOfCredit, rejected, unclear } from '../wire/verdicts';
import { text as textMaker } from './cerebras/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['csk-'] }],
  },
];

const origins = ['https://api.cerebras.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'cerebras',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text: textMaker },

  async check(call) {
    const answer = await ask(call, 'https://api.cerebras.ai/v1/models', bearer(call.secret.apiKey ?? ''));
    // Errors come bare here; the wrapped form of its neighbours is read too.
    const error = asRecord(at(answer.json, 'error')) ?? asRecord(answer.json);
    if (answer.status === 401 && error?.code === 'wrong_api_key') return rejected();
    if (answer.status === 402 && error) return outOfCredit();
    const models = findList(answer);
    return models ? judgeModels(models) : unclear(answer);
  },
};

export const face: Face = {
  id: 'cerebras',
  name: 'Cerebras',
  category: 'ai',
  about: 'Open models at very high speed, on chips of its own.',
  makes: ['text'],
  keyPage: 'https://cloud.cerebras.ai',
};

export const card: Card = {
  face,
  benefits: ['Very fast answers', 'A few strong open models', 'Keys can be copied again later'],
  site: 'https://www.cerebras.ai',
  docs: 'https://inference-docs.cerebras.ai',
  steps: [
    'Sign in at cloud.cerebras.ai.',
    'Open API Keys. On a paid account choose the project.',
    'Choose Generate API Key and give it a name.',
    'Copy it. You can copy it again later.',
  ],
  setup: { minutes: 2, difficulty: 'easy' },
  price: {
    note: 'Pay as you go from $10, per token.',
    free: 'A trial credit of $5, at 5 requests a minute.',
    asOf: '2026-08-31',
  },
  keyFormat: 'csk- and 48 characters from a-z and 0-9',
  kinds,
  originsFor,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^csk-[a-z0-9]{48}$/, isUnmistakable: true }],
  tips: [
    'Rejected? Make sure that the whole key was copied: it has 52 characters.',
    'Busy all the time? The trial allows 5 requests a minute.',
  ],
  findings: { 'no-models': 'This key is genuine, but it may use no model.' },
};

export const traits: Traits = {
  id: 'cerebras',
  limits: { is: 'unknown', note: 'Not known.' },
  expiry: { is: 'no', note: 'Keys do not expire.' },
  variables: { 'api-key': { apiKey: ['CEREBRAS_API_KEY', 'CEREBRAS_KEY'] } },
};
