// https://platform.openai.com/docs/guides/error-codes (answers seen on the wire until 2026-08-31)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { findList, judgeModels } from '../wire/list';
import { asText, at } from '../wire/read';
import { finding, isOk, limited, outOfCredit, rejected, text, unclear, unreachable } from '../wire/verdicts';
import { image } from './openai/image';
import { text as textMaker } from './openai/text';

const API = 'https://api.openai.com/v1';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        prefixes: ['sk-svcacct-', 'sk-service-', 'sk-admin-', 'sk-proj-', 'sk-None-', 'sk-'],
      },
    ],
  },
];

const origins = ['https://api.openai.com'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'openai',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { image, text: textMaker },

  // No key of the ordinary sort may read its balance, so the list of models is all that is told for free.
  async check(call) {
    const secret = call.secret.apiKey ?? '';
    const isAdmin = secret.startsWith('sk-admin-');
    const url = isAdmin ? `${API}/organization/admin_api_keys?limit=1` : `${API}/models`;
    const first = await ask(call, url, bearer(secret));
    // For a while full keys were told "Missing scopes" now and then; a second answer settles it.
    const answer = findMissingScopes(first) ? await ask(call, url, bearer(secret)) : first;
    return findRefusal(answer) ?? (isAdmin ? judgeAdmin(answer) : judge(answer));
  },
};

function judge(answer: Answer): Report {
  const models = findList(answer);
  return models
    ? judgeModels(models, [text('organisation', answer.header('openai-organization'))])
    : unclear(answer);
}

function judgeAdmin(answer: Answer): Report {
  // The key that asks is one of them, so an empty list is not this list.
  const keys = findList(answer);
  if (!keys?.length || keys.some((key) => at(key, 'object') !== 'organization.admin_api_key'))
    return unclear(answer);
  return limited(finding('admin-only'), {
    facts: [text('organisation', answer.header('openai-organization'))],
    warnings: [finding('can-create-keys')],
  });
}

/** A genuine restricted key is answered 401 or 403 with the names of what it lacks. */
function findMissingScopes(answer: Answer): string | undefined {
  if (answer.status !== 401 && answer.status !== 403) return undefined;
  const message = asText(at(answer.json, 'error', 'message')) ?? '';
  return /Missing scopes: ?([\w.]*\w(?:, ?[\w.]*\w)*)/.exec(message)?.[1]?.slice(0, 200);
}

const NO_MONEY = ['insufficient_quota', 'credit_balance_exhausted', 'billing_not_active'];

function findRefusal(answer: Answer): Report | undefined {
  if (isOk(answer)) return undefined;
  const code = asText(at(answer.json, 'error', 'code')) ?? asText(at(answer.json, 'error', 'type')) ?? '';
  const message = asText(at(answer.json, 'error', 'message')) ?? '';
  const scopes = findMissingScopes(answer);
  if (scopes) return limited(finding('missing-scopes', { scopes }));
  if (code === 'invalid_api_key') return rejected();
  if (code === 'account_deactivated') return rejected(finding('account-suspended'));
  if (NO_MONEY.includes(code)) return outOfCredit();
  if (code === 'unsupported_country_region_territory') return unreachable(finding('region-refused'));
  if (answer.status !== 401) return undefined;
  if (/\bIP\b.*not authorized/i.test(message)) return limited(finding('address-not-allowed'));
  if (/member of an organization/i.test(message)) return rejected(finding('no-organisation'));
  return undefined;
}

export const face: Face = {
  id: 'openai',
  name: 'OpenAI',
  category: 'ai',
  about: 'The makers of GPT: models for text, code and pictures.',
  isPopular: true,
  makes: ['text', 'image'],
  keyPage: 'https://platform.openai.com/api-keys',
  billsWhole: ['image'],
};

export const card: Card = {
  face,
  benefits: [
    'GPT models from small and cheap to the strongest',
    'Text and pictures with one key',
    'Keys for each project, with permissions of their own',
  ],
  site: 'https://openai.com',
  docs: 'https://platform.openai.com/docs',
  steps: [
    'Sign in at platform.openai.com (not ChatGPT) and choose the project.',
    'Add credit under Settings, Billing. A ChatGPT plan does not count.',
    'Open API keys and choose Create new secret key.',
    'Name it. If you choose Restricted, allow at least Models: Read.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'easy' },
  price: {
    note: 'Prepaid or pay as you go, per token. Billed apart from ChatGPT plans.',
    free: 'None known.',
    asOf: '2026-11-10',
  },
  keyFormat: 'sk-proj- or sk-svcacct- and a long text; older keys sk- and 48 characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'api-key',
      field: 'apiKey',
      pattern: /^sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,}$/,
      isUnmistakable: true,
    },
    // Old keys begin like those of others; only the mark in their middle tells, and only here is it asked for.
    { kind: 'api-key', field: 'apiKey', pattern: /^sk-(?!ant-|or-)[A-Za-z0-9_-]*T3BlbkFJ[A-Za-z0-9_-]+$/ },
  ],
  misfits: [
    {
      pattern: /^(?:org-|proj_)[A-Za-z0-9]{20,}$/,
      says: 'This is the id of an organisation or project, not an API key.',
    },
  ],
  tips: [
    'Out of credit although you pay for ChatGPT? The API has its own balance: see Settings, Billing.',
    'Missing scopes? Edit the key and allow Models: Read, or set its permissions to All.',
  ],
  findings: {
    'admin-only': 'This is an admin key. It manages the organisation and may use no model.',
    'no-organisation': 'The account of this key belongs to no organisation, so it can use nothing.',
    'no-models': 'This key is genuine, but its project allows it no model.',
  },
};

export const traits: Traits = {
  id: 'openai',
  limits: { is: 'yes', note: 'Rights, and one project.' },
  expiry: { is: 'unknown', note: 'Admin keys may be given an end.' },
  variables: {
    'api-key': { apiKey: ['OPENAI_API_KEY', 'OPENAI_KEY', 'OPENAI_SECRET_KEY', 'OPENAI_ADMIN_KEY'] },
  },
};
