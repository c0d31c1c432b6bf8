// https://resend.com/docs/api-reference/domains/list-domains and …/errors (recorded answers of 2026-09)
import { fail } from '../../core/problem';
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { once, postJson } from '../wire/once';
import { asArray, asText, at } from '../wire/read';
import { mayChangeKeys } from '../wire/rotating';
import { count, finding, isOk, limited, rejected, text, unclear, works } from '../wire/verdicts';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['re_'] }],
  },
];

const origins = ['https://api.resend.com'] as const;
const originsFor = () => origins;
const KEYS = 'https://api.resend.com/api-keys';

export const wire: Wire = {
  id: 'resend',
  kinds,
  origins,
  downloads: [],
  originsFor,

  // The list of keys does not say which one it is asked with: only an id from the making of a key names it.
  rotate: {
    async make(call, label) {
      const body = { name: label, permission: 'full_access' };
      const answer = await once(call, KEYS, postJson(bearer(call.secret.apiKey ?? ''), body));
      const apiKey = asText(at(answer.json, 'token'));
      return { answer, fields: apiKey ? { apiKey } : undefined, givenId: asText(at(answer.json, 'id')) };
    },
    async end(call, givenId) {
      if (!givenId) return fail('end-refused');
      const url = `${KEYS}/${encodeURIComponent(givenId)}`;
      const answer = await once(call, url, { method: 'DELETE', headers: bearer(call.secret.apiKey ?? '') });
      return { answer, isEnded: isOk(answer) };
    },
  },

  // A sending key is refused with 401 and is genuine; a wrong one has been 400, 401 and 403: the words decide.
  async check(call) {
    const answer = await ask(call, 'https://api.resend.com/domains', bearer(call.secret.apiKey ?? ''));
    const name = at(answer.json, 'name');
    if (name === 'restricted_api_key')
      return limited(finding('sending-only'), { facts: [text('scopes', 'sending')] });
    if (name === 'suspended_api_key') return rejected(finding('key-blocked'));
    if (isInvalid(name, at(answer.json, 'message'))) return rejected();
    const domains = asArray(at(answer.json, 'data'));
    if (!isOk(answer) || !domains) return unclear(answer);
    const facts = [
      text('scopes', 'full access'),
      text('domains', domains.flatMap(inWords).join(', ')) ?? count('domains', domains.length, 'domains'),
    ];
    return works({ facts, warnings: [finding('can-create-keys')] });
  },
};

const isInvalid = (name: unknown, message: unknown): boolean =>
  name === 'invalid_api_key' || (typeof message === 'string' && /api key is invalid/i.test(message));

function inWords(domain: unknown): string[] {
  const name = asText(at(domain, 'name'));
  const status = asText(at(domain, 'status'));
  return name ? [status ? `${name} (${status})` : name] : [];
}

export const face: Face = {
  id: 'resend',
  name: 'Resend',
  category: 'email',
  about: 'E-mail for programs, from your own domain.',
  isPopular: true,
  makes: [],
  keyPage: 'https://resend.com/api-keys',
};

export const card: Card = {
  face,
  benefits: [
    'Keys that may only send, even from one domain only',
    'A free plan that is enough for small projects',
    'Says which of your domains are verified',
  ],
  site: 'https://resend.com',
  docs: 'https://resend.com/docs',
  steps: [
    'Sign in at resend.com and add your domain.',
    'Open API Keys and choose Create API Key.',
    'Give it a name. Choose Sending access unless you need more; it may be bound to one domain.',
    'Copy it: it is shown only once.',
  ],
  setup: { minutes: 5, difficulty: 'medium' },
  price: {
    note: 'Monthly plans by number of e-mails.',
    free: '100 e-mails a day, 3,000 a month, 1,000 marketing contacts.',
    asOf: '2026-11-21',
  },
  keyFormat: 're_, 8 letters or digits, _ and 24 more',
  kinds,
  originsFor,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^re_[A-Za-z0-9_]{20,}$/, isUnmistakable: true }],
  rotate: {
    mayMake: mayChangeKeys,
    mayEnd: (key) => key.givenId !== undefined && mayChangeKeys(key),
  },
  tips: [
    'Works with limits? A sending key may send and nothing else. That is all most programs need.',
    'Mail is refused although the key works? The domain must be verified first: see Domains.',
  ],
  findings: {
    'sending-only': 'This key may only send e-mail. It cannot read domains or anything else.',
  },
};

export const traits: Traits = {
  id: 'resend',
  limits: { is: 'yes', note: 'Sending only, even from one domain only.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['RESEND_API_KEY', 'RESEND_KEY'] } },
};
