// https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions (recorded answers of 2026-09-05)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Call, Card, Face, Fields, Kind, Traits, Wire } from '../shape';
import { ask, askMore, bearer } from '../wire/ask';
import { once } from '../wire/once';
import { asArray, asText, at } from '../wire/read';
import { mayChangeKeys } from '../wire/rotating';
import { scopes } from '../wire/scopes';
import { count, finding, isOk, limited, outOfCredit, rejected, text, unclear, works } from '../wire/verdicts';

const GLOBAL = 'https://api.sendgrid.com';
const EU = 'https://api.eu.sendgrid.com';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      { name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['SG.'] },
      {
        name: 'region',
        label: 'Region',
        holds: 'choice',
        choices: [
          { value: 'global', label: 'Global' },
          { value: 'eu', label: 'European Union' },
        ],
        initial: 'global',
        help: 'European Union only for keys of EU subusers.',
      },
    ],
  },
];

const originOf = (fields: Fields): string => (fields.region === 'eu' ? EU : GLOBAL);

const originsFor = (_kind: string, fields: Fields) => [originOf(fields)];

export const wire: Wire = {
  id: 'sendgrid',
  kinds,
  origins: [GLOBAL, EU],
  downloads: [],
  originsFor,

  // The middle of the key is its id.
  rotate: {
    async end(call) {
      const { apiKey = '' } = call.secret;
      const url = `${originOf(call.secret)}/v3/api_keys/${encodeURIComponent(apiKey.split('.')[1] ?? '')}`;
      const answer = await once(call, url, { method: 'DELETE', headers: bearer(apiKey) });
      return { answer, isEnded: answer.status === 204 };
    },
  },

  // Each key may read its own scopes, whatever else it may do.
  async check(call) {
    const answer = await read(call, 'scopes', ask);
    const refusal = findRefusal(answer);
    if (refusal) return refusal;
    const list = asArray(at(answer.json, 'scopes'));
    if (!isOk(answer) || !list) return unclear(answer);
    return judge(
      call,
      list.filter((name) => typeof name === 'string'),
    );
  },
};

const read = (call: Call, path: string, reading = askMore): Promise<Answer> =>
  reading(call, `${originOf(call.secret)}/v3/${path}`, bearer(call.secret.apiKey ?? ''));

function findRefusal(answer: Answer): Report | undefined {
  const says = (asArray(at(answer.json, 'errors')) ?? [])
    .map((error) => asText(at(error, 'message')) ?? '')
    .join(' ');
  // A genuine key of an empty account is answered 401 as well.
  if (/maximum credits exceeded/i.test(says)) return outOfCredit();
  if (answer.status === 403 && /access forbidden/i.test(says)) return limited(finding('access-forbidden'));
  const isWrong = /invalid, expired, or revoked|wrong credentials/i.test(says);
  return answer.status === 401 && isWrong ? rejected() : undefined;
}

async function judge(call: Call, granted: readonly string[]): Promise<Report> {
  const may = (scope: string) => granted.includes(scope);
  const account = may('user.account.read') ? (await read(call, 'user/account')).json : undefined;
  const credits = may('user.credits.read') ? (await read(call, 'user/credits')).json : undefined;
  const left = at(credits, 'remain');
  const facts = [
    text('tier', at(account, 'type')),
    count('limit-left', left, 'e-mails'),
    count('limit', at(credits, 'total'), 'e-mails'),
    scopes(granted),
  ];
  const more = { facts, warnings: [may('api_keys.create') ? finding('can-create-keys') : undefined] };
  // A paid account sends on beyond its credits.
  if (at(account, 'type') === 'free' && left === 0) return outOfCredit(undefined, more);
  if (may('user.email.read')) return works(more);
  if (may('mail.send')) return limited(finding('restricted-scopes'), more);
  if (granted.some((scope) => scope.startsWith('billing.'))) return limited(finding('billing-only'), more);
  return limited(finding('missing-scopes', { scopes: 'mail.send' }), more);
}

export const face: Face = {
  id: 'sendgrid',
  name: 'SendGrid',
  category: 'email',
  about: 'E-mail for programs and newsletters, by Twilio.',
  makes: [],
  keyPage: 'https://app.sendgrid.com/settings/api_keys',
};

export const card: Card = {
  face,
  benefits: [
    'Made for large amounts of mail',
    'Keys with narrow rights: sending only, for example',
    'A region in the European Union',
  ],
  site: 'https://sendgrid.com',
  docs: 'https://www.twilio.com/docs/sendgrid',
  steps: [
    'Sign in at app.sendgrid.com.',
    'Open Settings, API Keys and choose Create API Key.',
    'Give it a name and choose Restricted Access. Mail Send is enough for most programs.',
    'Choose Create & View and copy it: it is shown only once.',
  ],
  setup: { minutes: 5, difficulty: 'medium' },
  price: {
    note: 'Monthly plans from 19.95 US dollars.',
    free: 'A trial of 60 days with 100 e-mails a day.',
    asOf: '2026-08-13',
  },
  keyFormat: 'SG., 22 characters, a full stop and 43 characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'api-key',
      field: 'apiKey',
      pattern: /^SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}$/,
      isUnmistakable: true,
    },
  ],
  rotate: { mayEnd: mayChangeKeys },
  tips: [
    'Rejected although it is right? A key of an EU subuser answers only in the region European Union.',
    'Works but mail is refused? The sender must be verified, and a trial ends after 60 days.',
  ],
  elsewhere: 'region',
  findings: {
    'restricted-scopes': 'This key may send e-mail but not everything else the account can do.',
    'billing-only': 'This key may only read and change billing. It cannot send e-mail.',
    'access-forbidden':
      'SendGrid knows this key but forbids this request: a right is missing, or the account allows only certain network addresses.',
  },
};

export const traits: Traits = {
  id: 'sendgrid',
  limits: { is: 'yes', note: 'Full, restricted or billing rights.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['SENDGRID_API_KEY', 'SENDGRID_KEY', 'SEND_GRID_API_KEY'] } },
};
