// https://docs.sentry.io/api/auth/ and getsentry/rfcs 0091 (answers seen on the wire until 2026-09-05)
import type { Answer } from '../../http/answer';
import type { Fact, Report } from '../report';
import type { Call, Card, Face, Fields, Kind, Traits, Wire } from '../shape';
import { ask, askMore, bearer } from '../wire/ask';
import { asArray, asRecord, asText, at, type Json } from '../wire/read';
import { scopes } from '../wire/scopes';
import { finding, isOk, limited, rejected, text, time, uncheckable, unclear, works } from '../wire/verdicts';

const CONTROL = 'https://sentry.io';
const US = 'https://us.sentry.io';
const DE = 'https://de.sentry.io';
const DSN = /^https:\/\/[a-f0-9]{32}(?::[a-f0-9]{32})?@[\w.-]+\/\d+$/;

const kinds: readonly Kind[] = [
  {
    id: 'auth-token',
    label: 'Auth token',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        prefixes: ['sntrys_', 'sntryu_', 'sntryi_', 'sntrya_'],
        help: 'Sentry calls it an auth token.',
      },
      {
        name: 'region',
        label: 'Region',
        holds: 'choice',
        initial: 'us',
        choices: [
          { value: 'us', label: 'United States' },
          { value: 'de', label: 'Europe' },
        ],
        help: 'Where your organisation keeps its data.',
      },
    ],
  },
  {
    id: 'dsn',
    label: 'DSN',
    fields: [
      {
        name: 'dsn',
        label: 'DSN',
        holds: 'secret',
        prefixes: ['https://'],
        help: 'The address to which a program sends its errors. It cannot be tested without sending one.',
      },
    ],
  },
];

const regionOrigin = ({ region }: Fields) => (region === 'de' ? DE : US);
const isOrgToken = ({ apiKey }: Fields) => apiKey?.startsWith('sntrys_') === true;

/** An organisation's token may not list organisations, so it needs no region. */
function originsFor(kind: string, fields: Fields): readonly string[] {
  if (kind === 'dsn') return [];
  return isOrgToken(fields) ? [CONTROL] : [CONTROL, regionOrigin(fields)];
}

export const wire: Wire = {
  id: 'sentry',
  kinds,
  origins: [CONTROL, US, DE],
  downloads: [],
  originsFor,

  async check(call) {
    const { apiKey = '', dsn = '' } = call.secret;
    if (call.kind === 'dsn') return uncheckable(finding(DSN.test(dsn) ? 'format-only' : 'format-wrong'));
    const told = isOrgToken(call.secret) ? readOrgToken(apiKey) : undefined;
    const server = asText(told?.url);
    // A token for somebody's own server is not for sentry.io's eyes.
    if (server && !IS_SENTRY_IO.test(server)) return uncheckable(finding('own-server'));
    const facts = told ? factsOf(told) : [];
    // Without the last slash Sentry answers 404.
    const answer = await ask(call, `${CONTROL}/api/0/auth/validate/`, bearer(apiKey));
    if (!isOk(answer)) return findRefusal(answer, facts) ?? unclear(answer);
    return answer.text.trim() === '' ? judge(call, facts) : unclear(answer);
  },
};

const IS_SENTRY_IO = /^https:\/\/(?:[a-z0-9-]+\.)?sentry\.io\/?$/;

/** The middle of an organisation's token is plain JSON about it. It is told, not proven. */
function readOrgToken(token: string): Json | undefined {
  try {
    return asRecord(JSON.parse(atob(token.split('_')[1] ?? '')));
  } catch {
    return undefined;
  }
}

/** The region is told only where the token names one: many European tokens just say sentry.io. */
const factsOf = ({ org, region_url, iat }: Json) => [
  text('organisation', org),
  text('region', /^https:\/\/(us|de)\.sentry\.io/.exec(asText(region_url) ?? '')?.[1]),
  time('created', typeof iat === 'number' ? iat * 1000 : undefined),
];

/** The empty 200 before could be anybody's. This answer is Sentry's, and holds nulls for a stranger. */
async function judge(call: Call, told: readonly (Fact | undefined)[]): Promise<Report> {
  const answer = await ask(call, `${CONTROL}/api/0/`, bearer(call.secret.apiKey ?? ''));
  const isKnown = asRecord(at(answer.json, 'auth')) ?? asRecord(at(answer.json, 'user'));
  if (!isOk(answer) || !asText(at(answer.json, 'version')) || !isKnown) return unclear(answer);
  const held = (asArray(at(answer.json, 'auth', 'scopes')) ?? []).flatMap((scope) => asText(scope) ?? []);
  const account = text('account', at(answer.json, 'user', 'email'));
  const facts = [account, scopes(held), ...told];
  if (isOrgToken(call.secret)) return limited(finding('uploads-only'), { facts });
  const powers = held.filter((scope) => /^(?:org|member|project):admin$/.test(scope)).join(', ');
  const warnings = [powers ? finding('broad-scopes', { scopes: powers }) : undefined];
  return judgeOrganisations(await askOrganisations(call), { facts, warnings });
}

const askOrganisations = (call: Call) =>
  askMore(call, `${regionOrigin(call.secret)}/api/0/organizations/`, bearer(call.secret.apiKey ?? ''));

/** The token is proven by now: what this answer lacks only limits it. */
function judgeOrganisations(answer: Answer, more: NonNullable<Parameters<typeof works>[0]>): Report {
  if (isForbidden(answer)) return limited(finding('missing-scopes', { scopes: 'org:read' }), more);
  const list = isOk(answer) ? asArray(answer.json) : undefined;
  if (list?.length === 0) return limited(finding('no-organisation-here'), more);
  const names = list?.flatMap((entry) => asText(at(entry, 'slug')) ?? []).join(', ');
  return works({ ...more, facts: [...(more.facts ?? []), text('organisation', names)] });
}

const detailOf = (answer: Answer) => asText(at(answer.json, 'detail')) ?? '';
const isForbidden = (answer: Answer) =>
  answer.status === 403 && /do not have permission/i.test(detailOf(answer));

function findRefusal(answer: Answer, facts: readonly (Fact | undefined)[]): Report | undefined {
  const detail = detailOf(answer);
  if (isForbidden(answer)) return limited(finding('not-told'), { facts });
  if (answer.status !== 401) return undefined;
  if (/expired/i.test(detail)) return rejected(finding('expired-key'), { facts });
  if (/inactive/i.test(detail)) return rejected(finding('account-suspended'), { facts });
  return /^invalid (?:org )?token/i.test(detail) ? rejected(finding('wrong-key'), { facts }) : undefined;
}

export const face: Face = {
  id: 'sentry',
  name: 'Sentry',
  category: 'developer',
  about: 'Collects the errors of programs, with what led to them.',
  makes: [],
  keyPage: 'https://sentry.io/settings/auth-tokens/',
};

export const card: Card = {
  face,
  benefits: [
    'Tokens limited to what they need',
    'Says the organisation and the scopes of a token',
    'Data kept in the United States or in Europe',
  ],
  site: 'https://sentry.io',
  docs: 'https://docs.sentry.io/account/auth-tokens/',
  steps: [
    'Sign in and open Settings.',
    'Open Auth Tokens for a token of the organisation, or Personal Tokens for one of yours.',
    'Give it a name and, for a personal one, the scopes it needs. org:read lets Firekeep name the organisation.',
    'Copy it: it is shown only once.',
    'A DSN stands under Settings, Client Keys of a project.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Plans by the month, measured in errors.',
    free: 'Developer plan: 5,000 errors a month for one person.',
    asOf: '2026-05-04',
  },
  keyFormat: 'sntrys_, sntryu_, sntryi_ or sntrya_ and many characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'auth-token',
      field: 'apiKey',
      pattern: /^sntrys_[A-Za-z0-9+/=]+_[A-Za-z0-9+/]{43}$/,
      isUnmistakable: true,
    },
    { kind: 'auth-token', field: 'apiKey', pattern: /^sntry[uia]_[a-f0-9]{64}$/, isUnmistakable: true },
    { kind: 'auth-token', field: 'apiKey', pattern: /^[a-f0-9]{64}$/ },
    { kind: 'dsn', field: 'dsn', pattern: DSN, isUnmistakable: true },
  ],
  tips: [
    'No organisation found? It may keep its data in the other region.',
    'Works with limits? A token of an organisation only uploads source maps and releases. That is normal.',
  ],
  findings: {
    'uploads-only':
      'This is a token of an organisation: it uploads source maps and releases, and reads nothing.',
    'own-server': 'This token is for a Sentry server of your own. It was not sent to sentry.io.',
    'no-organisation-here': 'The token is genuine, but sees no organisation here. Try the other region.',
    'not-told': 'This token is genuine, but it may not be asked about.',
    'broad-scopes': 'This token may administer: {scopes}. One with fewer scopes is safer.',
  },
};

export const traits: Traits = {
  id: 'sentry',
  limits: { is: 'yes', note: 'Scopes; an organisation token only uploads.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'auth-token': { apiKey: ['SENTRY_AUTH_TOKEN', 'SENTRY_TOKEN', 'SENTRY_API_KEY'] },
    dsn: { dsn: ['SENTRY_DSN'] },
  },
};
