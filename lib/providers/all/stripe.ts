// https://docs.stripe.com/keys and https://docs.stripe.com/error-codes (answers seen on the wire until 2026-09-13)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Call, Card, Face, Fields, Kind, Traits, Wire } from '../shape';
import { ask, askMore, bearer } from '../wire/ask';
import { asRecord, asText, at, type Json } from '../wire/read';
import { finding, isOk, limited, rejected, text, uncheckable, unclear, works } from '../wire/verdicts';

const API = 'https://api.stripe.com/v1';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        prefixes: ['sk_org_live_', 'sk_org_test_', 'sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
        help: 'A restricted key (rk_) or a secret key (sk_).',
      },
      {
        name: 'publishableKey',
        label: 'Publishable key',
        holds: 'identifier',
        isOptional: true,
        help: 'Begins with pk_. It is public. It cannot be tested, only kept.',
      },
      {
        name: 'webhookSecret',
        label: 'Webhook signing secret',
        holds: 'secret',
        isOptional: true,
        prefixes: ['whsec_'],
        help: 'Begins with whsec_. It cannot be tested, only kept.',
      },
    ],
  },
];

const origins = ['https://api.stripe.com'] as const;
/** Stripe answers an organisation's key only together with an account id, which is not kept here. */
const isOrganisation = (fields: Fields) => fields.apiKey?.startsWith('sk_org_') === true;
const originsFor = (_kind: string, fields: Fields) => (isOrganisation(fields) ? [] : origins);

export const wire: Wire = {
  id: 'stripe',
  kinds,
  origins,
  downloads: [],
  originsFor,

  async check(call) {
    if (isOrganisation(call.secret)) return uncheckable(finding('needs-account'));
    const answer = await ask(call, `${API}/account`, bearer(call.secret.apiKey ?? ''));
    const account = asRecord(answer.json);
    if (isOk(answer) && account?.object === 'account' && asText(account.id))
      return judgeAccount(account, call.secret);
    const missing = findMissing(answer);
    return missing ? judgeRestricted(call, missing) : (findRefusal(answer) ?? unclear(answer));
  },
};

function judgeAccount(account: Json, fields: Fields): Report {
  const mode = modeOf(fields.apiKey);
  const name = asText(at(account, 'settings', 'dashboard', 'display_name'));
  const facts = [
    text('account', account.id),
    text('label', name || at(account, 'business_profile', 'name')),
    text('mode', mode),
  ];
  const more = { facts, warnings: warningsOf(fields) };
  const isDormant = mode === 'live' && account.charges_enabled === false;
  return isDormant ? limited(finding('charges-off'), more) : works(more);
}

interface Missing {
  readonly account: string | undefined;
  readonly scopes: readonly string[];
}

/** Only this phrase names a genuine restricted key; other 403s say something else. It also quotes the key. */
function findMissing(answer: Answer): Missing | undefined {
  const message = asText(at(answer.json, 'error', 'message')) ?? '';
  if (answer.status !== 403 || !message.includes('does not have the required permissions')) return undefined;
  return { account: /\bacct_\w+/.exec(message)?.[0], scopes: message.match(/\brak_\w+/g) ?? [] };
}

/** A key that may not read the account may often read the balance. Either way it is genuine. */
async function judgeRestricted(call: Call, missing: Missing): Promise<Report> {
  const balance = await askMore(call, `${API}/balance`, bearer(call.secret.apiKey ?? ''));
  const scopes = [...new Set([...missing.scopes, ...(findMissing(balance)?.scopes ?? [])])].join(', ');
  return limited(scopes ? finding('missing-scopes', { scopes }) : finding('restricted'), {
    facts: [text('account', missing.account), text('mode', modeOf(call.secret.apiKey))],
    warnings: warningsOf(call.secret),
  });
}

function findRefusal(answer: Answer): Report | undefined {
  const code = at(answer.json, 'error', 'code');
  const message = asText(at(answer.json, 'error', 'message')) ?? '';
  if (code === 'api_key_expired') return rejected(finding('expired-key'));
  if (code === 'secret_key_required') return rejected(finding('publishable-key'));
  // Said with 401 as with a wrong key, so it comes first.
  if (/does not allow requests from your IP/i.test(message)) return limited(finding('address-not-allowed'));
  return answer.status === 401 && /^Invalid API Key/i.test(message) ? rejected() : undefined;
}

const modeOf = (key = '') => /_(live|test)_/.exec(key)?.[1];

function warningsOf({ apiKey, publishableKey }: Fields) {
  const other = modeOf(publishableKey);
  return [
    apiKey?.startsWith('sk_live_') ? finding('unrestricted-key') : undefined,
    other && other !== modeOf(apiKey) ? finding('modes-differ') : undefined,
  ];
}

export const face: Face = {
  id: 'stripe',
  name: 'Stripe',
  category: 'payment',
  about: 'Takes payments by card and by many other ways.',
  isPopular: true,
  makes: [],
  keyPage: 'https://dashboard.stripe.com/apikeys',
};

export const card: Card = {
  face,
  benefits: [
    'Keys limited to what they need',
    'Test keys that move no money',
    'Publishable key and webhook secret kept beside it',
  ],
  site: 'https://stripe.com',
  docs: 'https://docs.stripe.com/keys',
  steps: [
    'Sign in at dashboard.stripe.com and choose a sandbox or live.',
    'Open Developers, API keys.',
    'Choose Create restricted key and let it read Account and Balance. Stripe may ask who you are.',
    'Copy it. A live key is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'medium' },
  price: {
    note: 'No monthly fee. A share of each payment.',
    free: 'Test keys and sandboxes cost nothing.',
    asOf: '2026-11-21',
  },
  keyFormat: 'rk_live_, rk_test_, sk_live_ or sk_test_ and many letters and digits',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'api-key',
      field: 'apiKey',
      pattern: /^(?:rk|sk|sk_org)_(?:live|test)_[A-Za-z0-9]{10,247}$/,
      isUnmistakable: true,
    },
    { kind: 'api-key', field: 'publishableKey', pattern: /^pk_(?:live|test)_[A-Za-z0-9]{24,}$/ },
    // Not unmistakable: other services sign their webhooks with whsec_ too.
    { kind: 'api-key', field: 'webhookSecret', pattern: /^whsec_[A-Za-z0-9+/=]{32,}$/ },
  ],
  tips: [
    'Works with limits? A restricted key may lack Account: read. It is fine as long as it may do your work.',
    'Expired? Keys made by the Stripe command line last 90 days, and a rolled key ends on the day you chose.',
  ],
  findings: {
    'needs-account':
      'This is an organisation key. Stripe answers it only together with an account ID, so it was not tested.',
    'publishable-key': 'This is a publishable key. A restricted or secret key is needed here.',
    restricted: 'This key is genuine and restricted: it may not read the account.',
    'charges-off': 'This account cannot take payments yet. Finish its setup in the Stripe Dashboard.',
    'unrestricted-key':
      'This key may do everything in the account, also move money. A restricted key is safer.',
    'modes-differ': 'One of the two keys is for tests and the other is live. They do not work together.',
  },
};

export const traits: Traits = {
  id: 'stripe',
  limits: { is: 'yes', note: 'Restricted keys have rights of their own.' },
  expiry: { is: 'unknown', note: 'Keys of the command line end after 90 days.' },
  variables: {
    'api-key': {
      apiKey: ['STRIPE_SECRET_KEY', 'STRIPE_API_KEY', 'STRIPE_RESTRICTED_KEY', 'STRIPE_KEY', 'STRIPE_SECRET'],
      publishableKey: ['STRIPE_PUBLISHABLE_KEY', 'STRIPE_PUBLIC_KEY'],
      webhookSecret: ['STRIPE_WEBHOOK_SECRET', 'STRIPE_WEBHOOK_SIGNING_SECRET', 'STRIPE_SIGNING_SECRET'],
    },
  },
};
