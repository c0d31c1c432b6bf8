// https://docs.x.ai (answers seen on the wire until 2026-08-31)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { asArray, asRecord, asText, at, type Json } from '../wire/read';
import { finding, isOk, limited, rejected, text, time, uncheckable, unclear, works } from '../wire/verdicts';
import { text as textMaker } from './xai/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['xai-token-', 'xai-'] }],
  },
];

const origins = ['https://api.x.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'xai',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text: textMaker },

  // `/api-key` describes the very key. A blocked one is described too, with status 200.
  async check(call) {
    const secret = call.secret.apiKey ?? '';
    // Management keys belong to another host, whose reads all need the id of the team.
    if (secret.startsWith('xai-token-'))
      return uncheckable(finding('management-key'), { warnings: [finding('can-create-keys')] });
    const answer = await ask(call, 'https://api.x.ai/v1/api-key', bearer(secret));
    if (isWrong(answer)) return rejected();
    const key = asRecord(answer.json);
    const isDescribed = [key?.api_key_id, key?.redacted_api_key, key?.team_id].some(asText);
    return isOk(answer) && key && isDescribed ? judge(key) : unclear(answer);
  },
};

/** A wrong key is 400 with words; a 401 names its cause, of which only the absent key is our own doing. */
function isWrong(answer: Answer): boolean {
  const words = asText(at(answer.json, 'error')) ?? asText(at(answer.json, 'error', 'message')) ?? '';
  const code = asText(at(answer.json, 'code')) ?? '';
  if (answer.status !== 400 && answer.status !== 401) return false;
  return (
    /incorrect api key/i.test(words) ||
    (code.startsWith('unauthenticated:') && code !== 'unauthenticated:no-credentials')
  );
}

function judge(key: Json): Report {
  const rights = asArray(key.acls)?.flatMap((right) => asText(right)?.replace(/^api-key:/, '') ?? []);
  const scopes = rights?.join(', ').slice(0, 200);
  const more = {
    facts: [
      text('label', key.name),
      text('organisation', key.team_id),
      text('scopes', scopes),
      time('created', key.create_time),
    ],
  };
  if (key.team_blocked === true) return rejected(finding('account-suspended'), more);
  if (key.api_key_blocked === true) return rejected(finding('key-blocked'), more);
  if (key.api_key_disabled === true || key.disabled === true) return rejected(finding('key-disabled'), more);
  // A key made by the management API may do nothing until somebody gives it rights.
  if (rights?.length === 0) return limited(finding('no-rights'), more);
  const isFull = rights?.includes('model:*') && rights.includes('endpoint:*');
  return scopes && !isFull ? limited(finding('some-rights', { scopes }), more) : works(more);
}

export const face: Face = {
  id: 'xai',
  name: 'xAI',
  category: 'ai',
  about: 'The makers of Grok: models for text and code.',
  makes: ['text'],
  keyPage: 'https://console.x.ai',
};

export const card: Card = {
  face,
  benefits: [
    'Grok models',
    'Keys limited to single models or parts of the API',
    'The check shows what the key may do',
  ],
  site: 'https://x.ai',
  docs: 'https://docs.x.ai',
  steps: [
    'Sign in at console.x.ai and choose your team.',
    'Add credit under Billing.',
    'Open API Keys, choose Create and give it a name.',
    'Choose which models and endpoints it may use.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'easy' },
  price: {
    note: 'Prepaid credit. Each model has its own price per token.',
    free: 'Not known.',
    asOf: '2026-11-10',
  },
  keyFormat: 'xai- and 80 letters and digits',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'api-key',
      field: 'apiKey',
      pattern: /^xai-(?!token-)[A-Za-z0-9_-]{70,120}$/,
      isUnmistakable: true,
    },
  ],
  misfits: [
    {
      pattern: /^xai-token-/,
      says: 'This is a management key. It creates other keys and makes nothing itself.',
    },
  ],
  tips: [
    'Works with limits? Give the key more models and endpoints at console.x.ai, API Keys.',
    'Blocked? xAI blocks single keys and also whole teams: console.x.ai shows which.',
  ],
  findings: {
    'management-key': 'This is a management key. It creates other keys and makes nothing itself.',
    'key-disabled': 'This key was switched off at xAI.',
    'no-rights': 'This key is genuine, but it may use no model and no part of the API yet.',
    'some-rights': 'This key may use only: {scopes}.',
  },
};

export const traits: Traits = {
  id: 'xai',
  limits: { is: 'yes', note: 'To some models and endpoints.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['XAI_API_KEY', 'GROK_API_KEY', 'XAI_KEY', 'X_AI_API_KEY'] } },
};
