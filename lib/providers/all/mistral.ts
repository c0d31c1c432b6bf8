// https://docs.mistral.ai/resources/error-glossary (answers seen on the wire until 2026-08-31)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { findList, judgeModels } from '../wire/list';
import { asText, at } from '../wire/read';
import { rejected, unclear } from '../wire/verdicts';
import { text as textMaker } from './mistral/text';

const kinds: readonly Kind[] = [
  { id: 'api-key', label: 'API key', fields: [{ name: 'apiKey', label: 'API key', holds: 'secret' }] },
];

const origins = ['https://api.mistral.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'mistral',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text: textMaker },

  async check(call) {
    const answer = await ask(call, 'https://api.mistral.ai/v1/models', bearer(call.secret.apiKey ?? ''));
    const detail = asText(at(answer.json, 'detail')) ?? '';
    if (answer.status === 401 && /invalid api key/i.test(detail)) return rejected();
    const models = findList(answer);
    return models ? judgeModels(models) : unclear(answer);
  },
};

export const face: Face = {
  id: 'mistral',
  name: 'Mistral',
  category: 'ai',
  about: 'Models from France for text and code, small to large.',
  makes: ['text'],
  keyPage: 'https://console.mistral.ai/api-keys',
  billsWhole: ['text'],
};

export const card: Card = {
  face,
  benefits: ['Free to start, without a card', 'A company of the European Union', 'Keys with an end date'],
  site: 'https://mistral.ai',
  docs: 'https://docs.mistral.ai',
  steps: [
    'Sign in at console.mistral.ai.',
    'Open API Keys.',
    'Choose Create new key. Give it a name and, better, an end date.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Pay as you go, per token, after the free mode.',
    free: 'A free mode, on from the start, without a card. Its limits are not published.',
    asOf: '2026-08-21',
  },
  keyFormat: '32 letters and digits, without a beginning of its own',
  kinds,
  originsFor,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^[A-Za-z0-9]{32}$/ }],
  tips: [
    'Rejected although it is new? It may have expired, or be the key of another service: nothing in it names Mistral.',
    'Too many requests? The limits of your workspace are shown in the console only.',
  ],
  findings: { 'no-models': 'This key is genuine, but its workspace allows it no model.' },
};

export const traits: Traits = {
  id: 'mistral',
  limits: { is: 'yes', note: 'To some connectors of a workspace.' },
  expiry: { is: 'yes', note: 'May be given an end date.' },
  variables: { 'api-key': { apiKey: ['MISTRAL_API_KEY', 'MISTRALAI_API_KEY', 'MISTRAL_KEY'] } },
};
