// https://api-docs.deepseek.com/api/get-user-balance (answers seen on the wire until 2026-08-31)
import type { Fact } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { asArray, asText, at } from '../wire/read';
import { finding, isOk, money, outOfCredit, rejected, unclear, works } from '../wire/verdicts';
import { text as textMaker } from './deepseek/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['sk-'] }],
  },
];

const origins = ['https://api.deepseek.com'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'deepseek',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text: textMaker },

  // Better than the list of models: it tells the balance as well.
  async check(call) {
    const answer = await ask(call, 'https://api.deepseek.com/user/balance', bearer(call.secret.apiKey ?? ''));
    // The refusal is sometimes JSON and sometimes plain text.
    const words = asText(at(answer.json, 'error', 'message')) ?? answer.text;
    if (answer.status === 401 && words.startsWith('Authentication Fails')) return rejected();
    if (answer.status === 402 && answer.json !== undefined) return outOfCredit();
    const isAvailable = at(answer.json, 'is_available');
    const balances = asArray(at(answer.json, 'balance_infos'));
    if (!isOk(answer) || typeof isAvailable !== 'boolean' || !balances) return unclear(answer);
    const more = { facts: balances.map(toBalance) };
    return isAvailable ? works(more) : outOfCredit(finding('no-credit'), more);
  },
};

/** An account may hold two currencies. */
function toBalance(info: unknown): Fact | undefined {
  const currency = asText(at(info, 'currency')) ?? '';
  return /^[A-Z]{3}$/.test(currency) ? money('balance', at(info, 'total_balance'), currency) : undefined;
}

export const face: Face = {
  id: 'deepseek',
  name: 'DeepSeek',
  category: 'ai',
  about: 'Low-priced models from China for text, reasoning and code.',
  makes: ['text'],
  keyPage: 'https://platform.deepseek.com/api_keys',
};

export const card: Card = {
  face,
  benefits: ['Low prices', 'Shows what it thinks', 'The check shows your balance'],
  site: 'https://www.deepseek.com',
  docs: 'https://api-docs.deepseek.com',
  steps: [
    'Sign in at platform.deepseek.com.',
    'Add credit under Top up.',
    'Open API keys, choose Create new API key and give it a name.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'easy' },
  price: {
    note: 'Prepaid credit, per token: from $0.15 for a million tokens in, $0.60 out, double at peak hours.',
    free: 'None.',
    asOf: '2026-11-15',
  },
  keyFormat: 'sk- and 32 characters from 0-9 and a-f',
  kinds,
  originsFor,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^sk-[a-z0-9]{32}$/ }],
  tips: [
    'Rejected? Other services begin their keys with sk- too: make sure that this one is of DeepSeek.',
    'Out of credit? Top up at platform.deepseek.com, then check again.',
  ],
};

export const traits: Traits = {
  id: 'deepseek',
  limits: { is: 'unknown', note: 'None known.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['DEEPSEEK_API_KEY', 'DEEPSEEK_KEY'] } },
};
