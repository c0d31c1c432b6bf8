// https://huggingface.co/docs/hub/api and https://huggingface.co/docs/hub/security-tokens (read 2026-08-22)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { once, postJson } from '../wire/once';
import { asArray, asRecord, asText, at, type Json } from '../wire/read';
import { scopes } from '../wire/scopes';
import { finding, isOk, limited, rejected, text, time, unclear, works } from '../wire/verdicts';
import { text as textMaker } from './huggingface/text';

/** "Make calls to Inference Providers": without it a fine-grained token makes no text. */
const INFERENCE = 'inference.serverless.write';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        prefixes: ['hf_'],
        help: 'Hugging Face calls it an access token.',
      },
    ],
  },
];

const origins = ['https://huggingface.co', 'https://router.huggingface.co'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'huggingface',
  kinds,
  origins,
  downloads: [],
  originsFor,

  // Nobody signs in for it: who holds a token may end it.
  rotate: {
    isNamedByItself: true,
    async end(call) {
      const body = { credentials: [call.secret.apiKey ?? ''] };
      const answer = await once(call, 'https://huggingface.co/api/credentials/revoke', postJson({}, body));
      return { answer, isEnded: answer.status === 202 };
    },
  },
  makes: { text: textMaker },

  // whoami-v2 answers 429 after a few quick calls and then for minutes: it is never asked again by itself.
  async check(call) {
    const url = 'https://huggingface.co/api/whoami-v2';
    const answer = await ask(call, url, bearer(call.secret.apiKey ?? ''), 'when-told');
    const account = asRecord(answer.json);
    if (answer.status === 401 && asText(account?.error))
      return rejected(finding(/expired/i.test(answer.text) ? 'expired-key' : 'wrong-key'));
    if (!isOk(answer) || !account || !asText(account.type) || !asText(account.name)) return unclear(answer);
    return judge(account);
  },
};

function judge(account: Json) {
  const token = asRecord(at(account, 'auth', 'accessToken'));
  const granted = permissions(token?.fineGrained);
  const facts = [
    text('account', account.name),
    text('label', token?.displayName),
    text('organisation', organisations(account.orgs)),
    text('tier', typeof account.isPro === 'boolean' ? (account.isPro ? 'PRO' : 'Free') : undefined),
    token?.role === 'fineGrained' ? scopes(granted) : text('scopes', token?.role),
    time('created', token?.createdAt),
  ];
  const more = { facts, warnings: [token?.role === 'write' ? finding('may-write-everything') : undefined] };
  if (token?.role === 'fineGrained' && !granted.includes(INFERENCE))
    return limited(finding('missing-scopes', { scopes: INFERENCE }), more);
  return works(more);
}

/** Rights for the whole account and rights on single repositories or organisations, each named once. */
function permissions(fineGrained: unknown): string[] {
  const scoped = (asArray(at(fineGrained, 'scoped')) ?? []).map((entry) => at(entry, 'permissions'));
  const lists = [at(fineGrained, 'global'), ...scoped];
  const names = lists.flatMap((list) => asArray(list) ?? []);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

const organisations = (orgs: unknown): string =>
  (asArray(orgs) ?? []).flatMap((org) => asText(at(org, 'name')) ?? []).join(', ');

export const face: Face = {
  id: 'huggingface',
  name: 'Hugging Face',
  category: 'ai',
  about: 'Open models from the hub, run by many inference providers behind one token.',
  makes: ['text'],
  keyPage:
    'https://huggingface.co/settings/tokens/new?ownUserPermissions=inference.serverless.write&tokenType=fineGrained',
};

export const card: Card = {
  face,
  benefits: [
    'Open models from many makers',
    'Many inference providers behind one token',
    'Tokens with narrow rights, and a free account',
  ],
  site: 'https://huggingface.co',
  docs: 'https://huggingface.co/docs/inference-providers',
  steps: [
    'Sign in at huggingface.co.',
    'Open Settings, Access Tokens and choose Create new token.',
    'Choose Fine-grained, give it a name and tick "Make calls to Inference Providers".',
    'Create the token and copy it.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'The token is free. Inference is paid per use, at the price of the provider that runs the model.',
    free: 'Inference for $0.10 each month, for $2 with PRO.',
    asOf: '2026-08-22',
  },
  keyFormat: 'hf_ and at least 34 letters or digits',
  kinds,
  originsFor,
  formats: [
    { kind: 'api-key', field: 'apiKey', pattern: /^hf_[A-Za-z0-9]{34,}$/, isUnmistakable: true },
    { kind: 'api-key', field: 'apiKey', pattern: /^api_org_[A-Za-z0-9]{34}$/ },
  ],
  misfits: [
    {
      pattern: /^hf_oauth_/,
      says: 'This is a sign-in token of another app and ends by itself. Make an access token instead.',
    },
  ],
  rotate: { mayEnd: ({ hint }) => hint.startsWith('hf_') },
  tips: [
    'Busy? Hugging Face answers only a few checks in a row. Wait some minutes, then check again.',
    'Text is refused although the token works? Add "Make calls to Inference Providers" to its rights.',
  ],
  findings: {
    'may-write-everything':
      'This token may change and delete everything the account can write. A fine-grained token is enough here.',
  },
};

export const traits: Traits = {
  id: 'huggingface',
  limits: { is: 'yes', note: 'Fine-grained, read or write.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'api-key': {
      apiKey: [
        'HF_TOKEN',
        'HUGGINGFACE_TOKEN',
        'HUGGINGFACE_API_KEY',
        'HUGGING_FACE_HUB_TOKEN',
        'HUGGINGFACEHUB_API_TOKEN',
        'HF_API_KEY',
        'HUGGINGFACE_API_TOKEN',
        'HUGGING_FACE_TOKEN',
      ],
    },
  },
};
