// https://openrouter.ai/docs/api-reference/api-keys/get-current-key (recorded answers of 2026-10-02)
import type { Call, Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, askMore, bearer } from '../wire/ask';
import { asRecord, at, type Json } from '../wire/read';
import {
  count,
  finding,
  isOk,
  limited,
  money,
  outOfCredit,
  rejected,
  text,
  time,
  unclear,
  works,
} from '../wire/verdicts';
import { connect, connectPage } from './openrouter/connect';
import { image } from './openrouter/image';
import { text as textMaker } from './openrouter/text';

const API = 'https://openrouter.ai/api/v1';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['sk-or-v1-'] }],
  },
];

const origins = ['https://openrouter.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'openrouter',
  kinds,
  origins,
  downloads: [],
  askedAtInstall: true,
  originsFor,
  connect,
  makes: { text: textMaker, image },

  // `GET /models` is public and proves nothing; `/key` describes the very key.
  async check(call) {
    const answer = await ask(call, `${API}/key`, bearer(call.secret.apiKey ?? ''));
    if (answer.status === 401 && at(answer.json, 'error')) return rejected();
    const key = asRecord(at(answer.json, 'data'));
    if (!isOk(answer) || !key || typeof key.usage !== 'number') return unclear(answer);
    return judge(key, await findBalance(call));
  },
};

/** Only some keys may read the account's credit; the rest are answered 401 or 403. */
async function findBalance(call: Call): Promise<number | undefined> {
  const answer = await askMore(call, `${API}/credits`, bearer(call.secret.apiKey ?? ''));
  const bought = at(answer.json, 'data', 'total_credits');
  const used = at(answer.json, 'data', 'total_usage');
  return isOk(answer) && typeof bought === 'number' && typeof used === 'number' ? bought - used : undefined;
}

function judge(key: Json, balance: number | undefined) {
  const isManagement = key.is_management_key === true || key.is_provisioning_key === true;
  const facts = [
    text('label', key.label),
    money('balance', balance === undefined ? undefined : Math.round(balance * 1e8) / 1e8, 'USD'),
    money('limit', key.limit, 'USD'),
    money('limit-left', key.limit_remaining, 'USD'),
    money('used', key.usage, 'USD'),
    count('free-requests-left', at(key.free_model_daily_requests, 'remaining'), 'requests'),
    time('expires', key.expires_at),
  ];
  const more = { facts, warnings: [isManagement ? finding('can-create-keys') : undefined] };
  if (isManagement) return limited(finding('management-only'), more);
  if (typeof key.limit_remaining === 'number' && key.limit_remaining <= 0)
    return outOfCredit(finding('key-limit-reached'), more);
  if (key.is_free_tier === true) return limited(finding('free-models-only'), more);
  if (balance !== undefined && balance <= 0) return outOfCredit(finding('no-credit'), more);
  return works(more);
}

export const face: Face = {
  id: 'openrouter',
  name: 'OpenRouter',
  category: 'ai',
  about: 'One key for hundreds of text and image models from many makers.',
  isPopular: true,
  makes: ['text', 'image'],
  keyPage: 'https://openrouter.ai/settings/keys',
  topUpPage: 'https://openrouter.ai/settings/credits',
  limitsPage: 'https://openrouter.ai/settings/keys',
};

export const card: Card = {
  face,
  benefits: [
    'Hundreds of models behind one key',
    'A spending limit for each key',
    'The cost comes back with every answer',
  ],
  site: 'https://openrouter.ai',
  docs: 'https://openrouter.ai/docs',
  steps: [
    'Sign in at openrouter.ai.',
    'Add credit under Settings, Credits. Free models work without.',
    'Open Settings, Keys and choose Create API Key.',
    'Give it a name and, better, a credit limit. Copy it: it is shown only once.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Prepaid credit. Each model has its own price per token.',
    free: 'Free models: 50 requests a day, 1,000 a day once you bought 10 credits.',
    asOf: '2026-08-22',
  },
  keyFormat: 'sk-or-v1- and 64 characters from 0-9 and a-f',
  kinds,
  originsFor,
  connect: connectPage,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^sk-or-v1-[a-f0-9]{64}$/, isUnmistakable: true }],
  tips: [
    'Rejected although it is new? Make sure that the whole key was copied: it has 73 characters.',
    'Out of credit although you paid? The key may have a limit of its own: see Settings, Keys.',
  ],
  findings: {
    'management-only': 'This is a management key. It can create other keys but makes nothing itself.',
    'free-models-only': 'This account never bought credit, so only free models answer.',
    'key-limit-reached': 'The limit set on this key is used up.',
  },
};

export const traits: Traits = {
  id: 'openrouter',
  limits: { is: 'yes', note: 'A spending limit by day, week, month or in all.' },
  expiry: { is: 'yes', note: 'May be given an end date.' },
  variables: { 'api-key': { apiKey: ['OPENROUTER_API_KEY', 'OPEN_ROUTER_API_KEY', 'OPENROUTER_KEY'] } },
};
