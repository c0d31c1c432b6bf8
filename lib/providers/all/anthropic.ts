// https://platform.claude.com/docs/en/api/errors (answers seen on the wire until 2026-09-02)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask } from '../wire/ask';
import { asArray, asText, at } from '../wire/read';
import {
  finding,
  isOk,
  limited,
  outOfCredit,
  rejected,
  text,
  unclear,
  unreachable,
  works,
} from '../wire/verdicts';
import { API, headers } from './anthropic/api';
import { text as textMaker } from './anthropic/text';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['sk-ant-'] }],
  },
];

const origins = ['https://api.anthropic.com'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'anthropic',
  kinds,
  origins,
  downloads: [],
  originsFor,

  async check(call) {
    const secret = call.secret.apiKey ?? '';
    // Sign-in tokens are never sent: a refresh token is spent by being used.
    if (/^sk-ant-o[ar]t/.test(secret)) return rejected(finding('sign-in-token'));
    const isAdmin = secret.startsWith('sk-ant-admin');
    const url = isAdmin ? `${API}/organizations/me` : `${API}/models?limit=1`;
    const answer = await ask(call, url, headers(secret));
    return findRefusal(answer) ?? (isAdmin ? judgeAdmin(answer) : judge(answer));
  },

  makes: { text: textMaker },
};

function judge(answer: Answer): Report {
  const models = asArray(at(answer.json, 'data'));
  const isList = models?.every((model) => at(model, 'type') === 'model');
  if (!isOk(answer) || !isList || typeof at(answer.json, 'has_more') !== 'boolean') return unclear(answer);
  const more = { facts: [text('organisation', answer.header('anthropic-organization-id'))] };
  return models?.length === 0 ? limited(finding('no-models'), more) : works(more);
}

function judgeAdmin(answer: Answer): Report {
  if (!isOk(answer) || at(answer.json, 'type') !== 'organization') return unclear(answer);
  return limited(finding('admin-only'), {
    facts: [text('organisation', at(answer.json, 'name'))],
    warnings: [finding('can-manage-organisation')],
  });
}

/** By the error's type: its words changed once already, and only the refusal of browsers has no other mark. */
function findRefusal(answer: Answer): Report | undefined {
  if (isOk(answer)) return undefined;
  const type = asText(at(answer.json, 'error', 'type'));
  const message = asText(at(answer.json, 'error', 'message')) ?? '';
  const code = asText(at(answer.json, 'error', 'details', 'error_code')) ?? '';
  if (code.endsWith('spend_limit_reached')) return outOfCredit(finding('spend-limit-reached'));
  if (code === 'organization_on_hold') return rejected(finding('account-suspended'));
  if (type === 'authentication_error')
    return message.includes('CORS') ? unreachable(finding('browser-refused')) : rejected();
  if (type === 'permission_error') return limited(finding('no-permission'));
  if (type === 'billing_error') return outOfCredit();
  if (type === 'forbidden') return unreachable(finding('region-refused'));
  const isAboutMoney = type === 'invalid_request_error' && /credit|spend|usage limit/i.test(message);
  return isAboutMoney ? outOfCredit() : undefined;
}

export const face: Face = {
  id: 'anthropic',
  name: 'Anthropic',
  category: 'ai',
  about: 'The makers of Claude: models for writing, reasoning and code.',
  isPopular: true,
  makes: ['text'],
  keyPage: 'https://platform.claude.com/settings/keys',
};

export const card: Card = {
  face,
  benefits: [
    'Claude models from small and cheap to the strongest',
    'Long texts and pictures as input',
    'Keys with an end date and a workspace of their own',
  ],
  site: 'https://www.anthropic.com',
  docs: 'https://platform.claude.com/docs',
  steps: [
    'Sign in at platform.claude.com. A claude.ai plan does not count.',
    'Add credit under Settings, Billing.',
    'Open Settings, API keys and choose Create key.',
    'Give it a name and, better, an end date and a workspace.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 4, difficulty: 'easy' },
  price: {
    note: 'Prepaid credit. Each model has its own price per token.',
    free: 'None known.',
    asOf: '2026-11-10',
  },
  keyFormat: 'sk-ant-api03- and 95 more characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'api-key',
      field: 'apiKey',
      pattern: /^sk-ant-(?!oat|ort)[A-Za-z0-9]+-[A-Za-z0-9_-]+$/,
      isUnmistakable: true,
    },
  ],
  misfits: [
    {
      pattern: /^sk-ant-o[ar]t/,
      says: 'This is a sign-in token of Claude Code, not an API key. Make a key in the Claude Console.',
    },
  ],
  tips: [
    'Rejected although it is new? Keys of claude.ai subscriptions do not exist: make one in the Claude Console.',
    'Works here but fails at work? The check costs nothing, work needs credit: see Settings, Billing.',
  ],
  findings: {
    'sign-in-token': 'This is a sign-in token of Claude Code, not an API key. It was not sent anywhere.',
    'admin-only': 'This is an admin key. It manages the organisation and may use no model.',
    'can-manage-organisation':
      'This key can change the keys of your organisation. Keep it only if you need that.',
    'browser-refused':
      'Anthropic refused because the call came from a browser. A setting of the organisation decides that. The key was not judged.',
    'no-permission': 'This key is genuine, but it may not use this part of the API.',
    'no-models': 'This key is genuine, but it may use no model.',
    'spend-limit-reached': 'The spending limit of this account is reached.',
  },
};

export const traits: Traits = {
  id: 'anthropic',
  limits: { is: 'yes', note: 'May belong to one workspace.' },
  expiry: { is: 'yes', note: 'May be given an end date.' },
  variables: { 'api-key': { apiKey: ['ANTHROPIC_API_KEY', 'CLAUDE_API_KEY', 'ANTHROPIC_KEY'] } },
};
