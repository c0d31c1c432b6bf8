// https://cloudinary.com/documentation/admin_api (answers seen on the wire until 2026-09-05)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Fields, Kind, Pasted, Traits, Wire } from '../shape';
import { ask, askMore, basic } from '../wire/ask';
import { asRecord, asText, at } from '../wire/read';
import { count, finding, isOk, limited, rejected, text, unclear, unreachable, works } from '../wire/verdicts';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key and secret',
    fields: [
      { name: 'cloudName', label: 'Cloud name', holds: 'identifier' },
      { name: 'apiKey', label: 'API key', holds: 'identifier', help: 'A number. It is public.' },
      { name: 'apiSecret', label: 'API secret', holds: 'secret' },
      {
        name: 'region',
        label: 'Region',
        holds: 'choice',
        initial: 'us',
        choices: [
          { value: 'us', label: 'Default (United States)' },
          { value: 'eu', label: 'Europe' },
          { value: 'ap', label: 'Asia Pacific' },
        ],
      },
    ],
  },
];

const US = 'https://api.cloudinary.com';
const EU = 'https://api-eu.cloudinary.com';
const AP = 'https://api-ap.cloudinary.com';
const originOf = ({ region }: Fields) => (region === 'eu' ? EU : region === 'ap' ? AP : US);
const originsFor = (_kind: string, fields: Fields) => [originOf(fields)];

export const wire: Wire = {
  id: 'cloudinary',
  kinds,
  origins: [US, EU, AP],
  downloads: [],
  originsFor,

  async check(call) {
    const { cloudName = '', apiKey = '', apiSecret = '' } = call.secret;
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(cloudName) || !/^\w{1,64}$/.test(apiKey))
      return rejected(finding('format-wrong'));
    const of = `${originOf(call.secret)}/v1_1/${encodeURIComponent(cloudName)}`;
    const headers = basic(apiKey, apiSecret);
    const ping = await ask(call, `${of}/ping`, headers);
    if (!isOk(ping) || at(ping.json, 'status') !== 'ok') return findRefusal(ping) ?? unclear(ping);
    return judge(await askMore(call, `${of}/usage`, headers), cloudName);
  },
};

/** `/ping` proved the three parts; `/usage` only adds figures, and a limited key may not read them. */
function judge(usage: Answer, cloudName: string): Report {
  const account = text('account', cloudName);
  if (usage.status === 403 && errorOf(usage)) return limited(finding('usage-closed'), { facts: [account] });
  const credits = asRecord(at(usage.json, 'credits'));
  if (!isOk(usage) || !credits) return works({ facts: [account] });
  const isOver = typeof credits.used_percent === 'number' && credits.used_percent >= 100;
  return works({
    facts: [
      account,
      text('tier', at(usage.json, 'plan')),
      count('used', credits.usage, 'credits'),
      count('limit', credits.limit, 'credits'),
    ],
    warnings: [isOver ? finding('plan-used-up') : undefined],
  });
}

const errorOf = (answer: Answer) => asText(at(answer.json, 'error', 'message'));

/** Cloudinary gives no codes: its sentences are all there is. */
function findRefusal(answer: Answer): Report | undefined {
  const message = errorOf(answer);
  if (answer.status === 420) return unreachable(finding('rate-limited'));
  if (answer.status !== 401 || message === undefined) return undefined;
  if (/unknown api_key/i.test(message)) return rejected();
  if (/cloud_name mismatch/i.test(message)) return rejected(finding('other-cloud'));
  // A cloud name that does not exist is told apart from a wrong secret by neither sentence.
  if (/api_secret mismatch|invalid credentials|invalid cloud_name/i.test(message))
    return rejected(finding('parts-differ'));
  return /is disabled/i.test(message) ? rejected(finding('account-suspended')) : undefined;
}

/** `CLOUDINARY_URL`, as the console offers it: cloudinary://key:secret@cloud */
function paste(whole: string): Pasted | undefined {
  const parts = /^(?:CLOUDINARY_URL=)?cloudinary:\/\/(\d+):([^@\s]+)@([A-Za-z0-9_-]+)$/.exec(whole.trim());
  const [, apiKey, apiSecret, cloudName] = parts ?? [];
  return apiKey && apiSecret && cloudName
    ? { kind: 'api-key', fields: { apiKey, apiSecret, cloudName } }
    : undefined;
}

export const face: Face = {
  id: 'cloudinary',
  name: 'Cloudinary',
  category: 'storage',
  about: 'Keeps pictures and videos, and delivers them in any size and format.',
  makes: [],
  keyPage: 'https://console.cloudinary.com/settings/api-keys',
};

export const card: Card = {
  face,
  benefits: [
    'Pictures resized by their address',
    'A free plan without an end',
    'The plan and its use shown with the key',
  ],
  site: 'https://cloudinary.com',
  docs: 'https://cloudinary.com/documentation/admin_api',
  steps: [
    'Sign in at console.cloudinary.com.',
    'Open Settings, API Keys. The cloud name stands on the same page.',
    'Choose Generate New API Key.',
    'Copy the key and reveal and copy the secret.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Plans by the month, measured in credits.',
    free: '25 credits a month.',
    asOf: '2026-05-04',
  },
  keyFormat: 'API key: 15 digits; API secret: about 27 characters',
  kinds,
  originsFor,
  formats: [
    { kind: 'api-key', field: 'cloudName', pattern: /^[a-z0-9][a-z0-9_-]{2,49}$/ },
    { kind: 'api-key', field: 'apiKey', pattern: /^\d{14,20}$/ },
    { kind: 'api-key', field: 'apiSecret', pattern: /^[A-Za-z0-9_-]{20,40}$/ },
  ],
  paste,
  tips: [
    'Rejected? The cloud name, the key and the secret must come from the same product environment.',
    'You may also paste the whole cloudinary:// address: its parts are put where they belong.',
  ],
  elsewhere: 'region',
  findings: {
    'other-cloud': 'This API key belongs to another cloud. Copy the cloud name from the page of the key.',
    'parts-differ': 'The cloud name, the API key and the API secret do not belong together.',
    'usage-closed': 'This key is genuine, but it may not read how much of the plan is used.',
    'plan-used-up': 'All credits of the plan are used. Cloudinary may stop delivering: see your plan.',
  },
};

export const traits: Traits = {
  id: 'cloudinary',
  limits: { is: 'unknown', note: 'Roles for some plans.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'api-key': {
      cloudName: ['CLOUDINARY_CLOUD_NAME', 'CLOUDINARY_NAME'],
      apiKey: ['CLOUDINARY_API_KEY', 'CLOUDINARY_KEY'],
      apiSecret: ['CLOUDINARY_API_SECRET', 'CLOUDINARY_SECRET'],
    },
  },
};
