// https://elevenlabs.io/docs/api-reference/user/get (client library of 2026-07-01)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask } from '../wire/ask';
import { asRecord, asText, at, type Json } from '../wire/read';
import { count, finding, isOk, limited, outOfCredit, rejected, text, unclear, works } from '../wire/verdicts';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['sk_'] }],
  },
];

const origins = ['https://api.elevenlabs.io'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'elevenlabs',
  kinds,
  origins,
  downloads: [],
  originsFor,

  // A wrong key and a genuine key without the right to read the user are both 401: `detail.status` tells.
  async check(call) {
    const headers = { 'xi-api-key': call.secret.apiKey ?? '', accept: 'application/json' };
    const answer = await ask(call, 'https://api.elevenlabs.io/v1/user', headers);
    const detail = asRecord(at(answer.json, 'detail'));
    if (detail?.status === 'missing_permissions')
      return limited(finding('missing-scopes', { scopes: missing(detail.message) }));
    if (detail?.status === 'invalid_api_key') return rejected();
    const plan = asRecord(at(answer.json, 'subscription'));
    if (!isOk(answer) || !plan || !asText(plan.tier)) return unclear(answer);
    return judge(plan, at(answer.json, 'first_name'));
  },
};

const missing = (message: unknown): string =>
  /missing the permission (\w{1,60})/.exec(asText(message) ?? '')?.[1] ?? 'user_read';

// The reply carries the key itself (`xi_api_key`): only named fields leave this function.
function judge(plan: Json, name: unknown) {
  const { character_limit: limit, character_count: used } = plan;
  const left = typeof limit === 'number' && typeof used === 'number' ? limit - used : undefined;
  const facts = [
    text('account', name),
    text('tier', plan.tier),
    count('characters-left', left === undefined ? left : Math.max(0, left), 'characters'),
    count('limit', limit, 'characters'),
  ];
  const isUsedUp = left !== undefined && left <= 0 && !mayGoBeyond(plan);
  return isUsedUp ? outOfCredit(finding('characters-used-up'), { facts }) : works({ facts });
}

/** Some plans go on for extra money once the month's characters are used. */
const mayGoBeyond = (plan: Json): boolean =>
  plan.allowed_to_extend_character_limit === true ||
  plan.max_credit_limit_extension === 'unlimited' ||
  Number(plan.max_credit_limit_extension) > 0;

export const face: Face = {
  id: 'elevenlabs',
  name: 'ElevenLabs',
  category: 'ai',
  about: 'Speech from text in many voices and languages, and voices of your own.',
  makes: [],
  keyPage: 'https://elevenlabs.io/app/settings/api-keys',
};

export const card: Card = {
  face,
  benefits: [
    'Natural voices in many languages',
    'Rights and a credit limit for each key',
    'A free plan to try it',
  ],
  site: 'https://elevenlabs.io',
  docs: 'https://elevenlabs.io/docs',
  steps: [
    'Sign in at elevenlabs.io.',
    'Open Developers, API Keys and choose Create key.',
    'Choose what the key may do. With "User: read" Firekeep can show your plan and what is left.',
    'Set a credit limit if you like, then copy the key: it is shown only once.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Monthly plans, each with its own number of credits.',
    free: '10,000 credits a month on the free plan.',
    asOf: '2026-05-04',
  },
  keyFormat: 'sk_ and 48 characters from 0-9 and a-f; old keys are 32 such characters without a beginning',
  kinds,
  originsFor,
  formats: [
    { kind: 'api-key', field: 'apiKey', pattern: /^sk_[a-f0-9]{48}$/ },
    { kind: 'api-key', field: 'apiKey', pattern: /^[a-f0-9]{32}$/ },
  ],
  tips: [
    'Works with limits? The key is genuine but may not read your account. Add "User: read" to see the rest.',
    'Rejected although it is new? The key is shown only once: make another if you did not copy all of it.',
  ],
  findings: { 'characters-used-up': 'The characters of this billing period are used up.' },
};

export const traits: Traits = {
  id: 'elevenlabs',
  limits: { is: 'yes', note: 'Rights and a credit limit for each key.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'api-key': { apiKey: ['ELEVENLABS_API_KEY', 'ELEVEN_LABS_API_KEY', 'ELEVEN_API_KEY', 'XI_API_KEY'] },
  },
};
