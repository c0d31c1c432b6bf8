// https://ai.google.dev/gemini-api/docs/api-key (answers seen on the wire until 2026-09-05)
import type { Answer } from '../../http/answer';
import type { Finding, Report } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask } from '../wire/ask';
import { asArray, asRecord, asText, at } from '../wire/read';
import { finding, isOk, limited, rejected, unclear, unreachable, works } from '../wire/verdicts';
import { API, headers } from './gemini/api';
import { text } from './gemini/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['AIza', 'AQ.'] }],
  },
];

const origins = ['https://generativelanguage.googleapis.com'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'gemini',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { text },

  async check(call) {
    const secret = call.secret.apiKey ?? '';
    const answer = await ask(call, `${API}/models?pageSize=1`, headers(secret));
    const warnings = secret.startsWith('AIza') ? [finding('old-key')] : [];
    if (!isOk(answer)) return findRefusal(answer, warnings) ?? unclear(answer);
    const models = asArray(at(answer.json, 'models'));
    const isList = models?.length && models.every((model) => asText(at(model, 'name')));
    return isList ? works({ warnings }) : unclear(answer);
  },
};

/** A genuine key that is not for us: Google's reason -> the finding. */
const RESTRICTIONS: readonly (readonly [reason: string, code: string])[] = [
  ['API_KEY_SERVICE_BLOCKED', 'gemini-not-allowed'],
  ['API_KEY_HTTP_REFERRER_BLOCKED', 'websites-only'],
  ['API_KEY_IP_ADDRESS_BLOCKED', 'address-not-allowed'],
  ['API_KEY_ANDROID_APP_BLOCKED', 'apps-only'],
  ['API_KEY_IOS_APP_BLOCKED', 'apps-only'],
  ['SERVICE_DISABLED', 'gemini-switched-off'],
];

/** The status tells little (a wrong key is 400 or 401, a restricted one 403): the reason does. */
function findRefusal(answer: Answer, warnings: readonly Finding[]): Report | undefined {
  const error = asRecord(at(asArray(answer.json)?.[0] ?? answer.json, 'error'));
  const reason = asArray(error?.details)
    ?.map((detail) => asText(at(detail, 'reason')))
    .find(Boolean);
  const message = asText(error?.message) ?? '';
  const more = { warnings };
  if (reason === 'API_KEY_INVALID')
    return rejected(finding(/expired/i.test(message) ? 'expired-key' : 'wrong-key'), more);
  // What a wrong or deleted AQ. key is told: Google takes it for a sign-in token.
  if (reason === 'ACCESS_TOKEN_TYPE_UNSUPPORTED') return rejected(finding('wrong-key'), more);
  if (reason === 'CONSUMER_SUSPENDED') return rejected(finding('account-suspended'), more);
  const restriction = RESTRICTIONS.find(([name]) => name === reason);
  if (restriction) return limited(finding(restriction[1]), more);
  if (error?.status === 'PERMISSION_DENIED' && /leaked/i.test(message))
    return rejected(finding('leaked-key'), more);
  if (error?.status === 'FAILED_PRECONDITION' && /location/i.test(message))
    return unreachable(finding('region-refused'));
  return undefined;
}

export const face: Face = {
  id: 'gemini',
  name: 'Google Gemini',
  category: 'ai',
  about: 'Models of Google for text, pictures as input and very long documents.',
  isPopular: true,
  makes: ['text'],
  keyPage: 'https://aistudio.google.com/apikey',
  billsWhole: ['text'],
};

export const card: Card = {
  face,
  benefits: ['A free tier for many models', 'Very long texts as input', 'A key in two minutes'],
  site: 'https://ai.google.dev',
  docs: 'https://ai.google.dev/gemini-api/docs',
  steps: [
    'Sign in at aistudio.google.com and accept the terms.',
    'Open Get API key and choose Create API key.',
    'Choose a project or let Google make one.',
    'Copy it. AI Studio can show it again.',
  ],
  setup: { minutes: 2, difficulty: 'easy' },
  price: {
    note: 'Pay as you go, per token, beyond the free tier.',
    free: 'A free tier for many models. Google may train on what you send, and it is not for apps offered in the EEA, Switzerland or the UK.',
    asOf: '2026-08-31',
  },
  keyFormat: 'AQ. and about 50 characters; older keys AIza and 35 characters',
  kinds,
  originsFor,
  formats: [
    { kind: 'api-key', field: 'apiKey', pattern: /^AQ\.[A-Za-z0-9_-]{40,}$/, isUnmistakable: true },
    { kind: 'api-key', field: 'apiKey', pattern: /^AIza[A-Za-z0-9_-]{35}$/, isUnmistakable: true },
  ],
  misfits: [{ pattern: /^ya29\./, says: 'This is a short-lived sign-in token of Google, not an API key.' }],
  tips: [
    'Your key begins with AIza? Google is retiring these. Make a new one in AI Studio.',
    'Only for listed websites? Such keys never work in an extension. Make one without that restriction.',
  ],
  findings: {
    'old-key': 'Google is retiring keys that begin with AIza. Make a new one in AI Studio.',
    'gemini-not-allowed': 'This key is genuine, but it is not allowed to use Gemini.',
    'gemini-switched-off': 'This key is genuine, but Gemini is switched off in its project.',
    'websites-only': 'This key works only on the websites listed for it, so not in an extension.',
    'apps-only': 'This key works only in the phone apps listed for it, so not in an extension.',
    'leaked-key': 'Google blocked this key because it was found in public. Make a new one.',
  },
};

export const traits: Traits = {
  id: 'gemini',
  limits: { is: 'yes', note: 'To some services, sites or addresses.' },
  expiry: { is: 'unknown', note: 'Keys that begin with AIza are being retired.' },
  variables: {
    'api-key': {
      apiKey: [
        'GEMINI_API_KEY',
        'GOOGLE_API_KEY',
        'GOOGLE_AI_API_KEY',
        'GOOGLE_GENERATIVE_AI_API_KEY',
        'GOOGLE_GEMINI_API_KEY',
      ],
    },
  },
};
