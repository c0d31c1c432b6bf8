// https://replicate.com/docs/reference/http#account.get (API description of 2026-04-09)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { asRecord, asText } from '../wire/read';
import { isOk, rejected, text, unclear, works } from '../wire/verdicts';
import { image } from './replicate/image';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        prefixes: ['r8_'],
        help: 'Replicate calls it an API token.',
      },
    ],
  },
];

const origins = ['https://api.replicate.com'] as const;
const downloads = ['https://replicate.delivery', 'https://*.replicate.delivery'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'replicate',
  kinds,
  origins,
  downloads,
  originsFor,
  makes: { image },

  // Not `/predictions`, which would read what the person made.
  async check(call) {
    const url = 'https://api.replicate.com/v1/account';
    const answer = await ask(call, url, bearer(call.secret.apiKey ?? ''));
    const account = asRecord(answer.json);
    if (answer.status === 401 && asText(account?.detail)) return rejected();
    if (!isOk(answer) || !account || !asText(account.username)) return unclear(answer);
    const facts = [text('account', account.username), text('label', account.name)];
    return works({ facts });
  },
};

export const face: Face = {
  id: 'replicate',
  name: 'Replicate',
  category: 'image-3d',
  about: 'Image and other models of the community and of big makers, paid by the run or the second.',
  makes: ['image'],
  keyPage: 'https://replicate.com/account/api-tokens',
};

export const card: Card = {
  face,
  benefits: [
    'Official models with a fixed price per picture',
    'Community models for rare wishes',
    'No subscription',
  ],
  site: 'https://replicate.com',
  docs: 'https://replicate.com/docs',
  steps: [
    'Sign in at replicate.com with GitHub.',
    'Set up billing under Account, Billing.',
    'Open Account, API tokens, give the token a name and create it.',
    'Copy it.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Official models cost per picture or run, community models per second of machine time.',
    free: 'Not known.',
    asOf: '2026-10-01',
  },
  keyFormat: 'r8_ and 37 letters or digits',
  kinds,
  originsFor,
  downloads,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^r8_[A-Za-z0-9_-]{37}$/, isUnmistakable: true }],
  tips: [
    'Works here but nothing is made? Replicate checks billing only when a model runs: see Account, Billing.',
    'Slow or refused in a row? With little credit Replicate allows only a few runs a minute.',
  ],
};

export const traits: Traits = {
  id: 'replicate',
  limits: { is: 'unknown', note: 'None known.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['REPLICATE_API_TOKEN', 'REPLICATE_API_KEY', 'REPLICATE_TOKEN'] } },
};
