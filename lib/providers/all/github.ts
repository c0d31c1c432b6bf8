// https://docs.github.com/en/rest/users/users and github.blog "Behind GitHub's new authentication token formats"
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { once, postJson } from '../wire/once';
import { asText, at } from '../wire/read';
import { scopes } from '../wire/scopes';
import {
  count,
  finding,
  isOk,
  limited,
  rejected,
  text,
  time,
  unclear,
  unreachable,
  works,
} from '../wire/verdicts';

const API = 'https://api.github.com';

const kinds: readonly Kind[] = [
  {
    id: 'token',
    label: 'Token',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        prefixes: ['github_pat_', 'ghp_', 'gho_', 'ghu_', 'ghs_'],
        help: 'GitHub calls it a personal access token.',
      },
    ],
  },
];

const origins = [API] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'github',
  kinds,
  origins,
  downloads: [],
  originsFor,

  // Nobody signs in for it: who holds a token may end it. It cannot be taken back.
  rotate: {
    isNamedByItself: true,
    async end(call) {
      const body = { credentials: [call.secret.apiKey ?? ''] };
      const answer = await once(call, `${API}/credentials/revoke`, postJson({}, body));
      return { answer, isEnded: answer.status === 202 };
    },
  },

  async check(call) {
    const token = call.secret.apiKey ?? '';
    // A refresh token opens nothing by itself: there is nothing to ask.
    if (token.startsWith('ghr_')) return rejected(finding('refresh-token'));
    const isInstallation = token.startsWith('ghs_');
    const path = isInstallation ? 'installation/repositories?per_page=1' : 'user';
    const answer = await ask(call, `${API}/${path}`, {
      ...bearer(token),
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    });
    if (!isOk(answer)) return findRefusal(answer, token) ?? unclear(answer);
    return isInstallation ? judgeInstallation(answer) : judgeUser(answer, token);
  },
};

function judgeInstallation(answer: Answer): Report {
  const repositories = count('repositories', at(answer.json, 'total_count'), 'repositories');
  if (!repositories) return unclear(answer);
  return works({ facts: [repositories, expiryOf(answer)], warnings: [finding('short-lived')] });
}

/** Each lets the token do what a person should not hand out lightly: delete, administer, add keys. */
const POWERS = ['admin:enterprise', 'admin:org', 'admin:public_key', 'delete_repo', 'site_admin'];

function judgeUser(answer: Answer, token: string): Report {
  const login = asText(at(answer.json, 'login'));
  if (!login || typeof at(answer.json, 'id') !== 'number') return unclear(answer);
  const told = answer.header('x-oauth-scopes')?.trim();
  const held = told?.split(/,\s*/) ?? [];
  const powers = POWERS.filter((power) => held.includes(power)).join(', ');
  const more = {
    facts: [text('account', login), text('label', at(answer.json, 'name')), scopes(held), expiryOf(answer)],
    warnings: [powers ? finding('broad-scopes', { scopes: powers }) : undefined],
  };
  // Others have permissions instead of scopes, and may be told an empty list as well.
  const hasScopes = /^(?:gh[po]_|[a-f0-9]{40}$)/.test(token);
  return hasScopes && told === '' ? limited(finding('public-only'), more) : works(more);
}

/** "2027-01-31 09:00:00 UTC" or "… -0800": a shape that not every browser's Date reads. */
function expiryOf(answer: Answer) {
  const told = answer.header('github-authentication-token-expiration') ?? '';
  const [, day, clock, hours, minutes] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|([+-]\d\d):?(\d\d))$/.exec(told) ?? [];
  return day ? time('expires', `${day}T${clock}${hours ? `${hours}:${minutes}` : 'Z'}`) : undefined;
}

function findRefusal(answer: Answer, token: string): Report | undefined {
  const message = asText(at(answer.json, 'message')) ?? '';
  if (answer.status === 401 && /^Bad credentials/i.test(message)) return rejected(whyBad(token));
  if (answer.status !== 403 || message === '') return undefined;
  if (/login attempts exceeded/i.test(message)) return unreachable(finding('too-many-attempts'));
  if (answer.header('x-ratelimit-remaining') === '0' || /secondary rate limit/i.test(message))
    return unreachable(finding('rate-limited'));
  if (/account (?:was|is) suspended/i.test(message)) return rejected(finding('account-suspended'));
  if (/IP allow list/i.test(message)) return limited(finding('address-not-allowed'));
  if (answer.header('x-github-sso')) return limited(finding('sso-needed'));
  return /^Resource not accessible by/i.test(message) ? limited(finding('not-for-users')) : undefined;
}

/** GitHub says the same of a slip in copying and of a token that ended; the token's checksum tells them apart. */
function whyBad(token: string) {
  const [, body, sum] = /^gh[pou]_([A-Za-z0-9]{30})([A-Za-z0-9]{6})$/.exec(token) ?? [];
  if (!body || !sum) return finding('wrong-key');
  return finding(checksumOf(body) === sum ? 'token-ended' : 'mistyped');
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function checksumOf(body: string): string {
  let sum = '';
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / 62)) sum = BASE62.charAt(rest % 62) + sum;
  return sum.padStart(6, '0');
}

function crc32(ascii: string): number {
  let crc = -1;
  for (const char of ascii) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export const face: Face = {
  id: 'github',
  name: 'GitHub',
  category: 'developer',
  about: 'Hosts code. A token acts for you in repositories, issues and packages.',
  isPopular: true,
  makes: [],
  keyPage: 'https://github.com/settings/personal-access-tokens/new',
};

export const card: Card = {
  face,
  benefits: [
    'Tokens limited to some repositories',
    'An end date for each token',
    'Scopes and end date shown with the key',
  ],
  site: 'https://github.com',
  docs: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
  steps: [
    'Sign in and open Settings, Developer settings.',
    'Open Personal access tokens, Fine-grained tokens, and choose Generate new token.',
    'Give it a name, an end date, the repositories and the permissions it needs.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: { note: 'Tokens cost nothing.', free: 'All of it: 5,000 requests an hour.', asOf: '2026-11-21' },
  keyFormat: 'github_pat_ and 82 characters, or ghp_ and 36 characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'token',
      field: 'apiKey',
      pattern: /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/,
      isUnmistakable: true,
    },
    { kind: 'token', field: 'apiKey', pattern: /^gh[pou]_[A-Za-z0-9]{36}$/, isUnmistakable: true },
    { kind: 'token', field: 'apiKey', pattern: /^ghs_[A-Za-z0-9_.-]{36,}$/, isUnmistakable: true },
    { kind: 'token', field: 'apiKey', pattern: /^[a-f0-9]{40}$/ },
  ],
  misfits: [
    { pattern: /^ghr_/, says: 'This is a refresh token. It only makes new tokens and opens nothing itself.' },
  ],
  rotate: { mayEnd: ({ hint }) => /^(?:ghp_|github_pat)/.test(hint) },
  tips: [
    'Refused in an organisation? It may ask you to allow the token there: Configure SSO in the list of tokens.',
    'Tokens of a GitHub Enterprise server look the same, but github.com does not know them.',
  ],
  findings: {
    mistyped: 'Some characters are wrong: the checksum at its end does not fit. Copy it again.',
    'token-ended':
      'It is copied right, but GitHub does not take it: it has expired, was revoked, or belongs to a GitHub Enterprise server.',
    'refresh-token': 'This is a refresh token. It only makes new tokens and opens nothing itself.',
    'public-only': 'This token has no scopes, so it reads only what anybody may read.',
    'broad-scopes': 'This token holds much power: {scopes}. A fine-grained token is safer.',
    'short-lived': 'This is a token of an app. It ends within an hour.',
    'not-for-users': 'This token is genuine, but it may not say whose it is.',
    'sso-needed': 'This token is genuine, but your organisation has not allowed it yet (SSO).',
    'too-many-attempts': 'GitHub refuses sign-ins for a while after several wrong tokens. Check again later.',
  },
};

export const traits: Traits = {
  id: 'github',
  limits: { is: 'yes', note: 'To repositories and permissions.' },
  expiry: { is: 'yes', note: 'An end date for each token.' },
  variables: {
    token: {
      apiKey: [
        'GITHUB_TOKEN',
        'GH_TOKEN',
        'GITHUB_PAT',
        'GITHUB_ACCESS_TOKEN',
        'GITHUB_PERSONAL_ACCESS_TOKEN',
        'GITHUB_API_TOKEN',
      ],
    },
  },
};
