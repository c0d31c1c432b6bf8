// https://platform.stability.ai/docs/api-reference#tag/User (recorded answers of 2026-09-13)
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { ask, askMore, bearer } from '../wire/ask';
import { asArray, asRecord, asText, at } from '../wire/read';
import { count, isOk, outOfCredit, rejected, text, unclear, works } from '../wire/verdicts';
import { image } from './stability/image';
import { model3d } from './stability/model-3d';

const API = 'https://api.stability.ai/v1/user';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [{ name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['sk-'] }],
  },
];

const origins = ['https://api.stability.ai'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'stability',
  kinds,
  origins,
  downloads: [],
  originsFor,
  makes: { image, model3d },

  // The refusal quotes parts of the key: nothing of it is kept.
  async check(call) {
    const headers = bearer(call.secret.apiKey ?? '');
    const answer = await ask(call, `${API}/account`, headers);
    const account = asRecord(answer.json);
    if (answer.status === 401 && account?.name === 'unauthorized') return rejected();
    if (!isOk(answer) || !account || !asText(account.id)) return unclear(answer);
    const balance = await askMore(call, `${API}/balance`, headers);
    const credits = isOk(balance) ? at(balance.json, 'credits') : undefined;
    const facts = [
      text('account', account.email),
      text('organisation', at(organisation(account.organizations), 'name')),
      count('credits', credits, 'credits'),
    ];
    const isEmpty = typeof credits === 'number' && credits <= 0;
    return isEmpty ? outOfCredit(undefined, { facts }) : works({ facts });
  },
};

const organisation = (list: unknown): unknown =>
  asArray(list)?.find((entry) => at(entry, 'is_default') === true) ?? asArray(list)?.[0];

export const face: Face = {
  id: 'stability',
  name: 'Stability AI',
  category: 'image-3d',
  about: 'The makers of Stable Diffusion: pictures, picture editing and quick 3D models.',
  makes: ['image', 'model3d'],
  keyPage: 'https://platform.stability.ai/account/keys',
};

export const card: Card = {
  face,
  benefits: [
    'Pictures, edits and 3D models with one key',
    'A fixed price in credits for each request',
    'Failed requests cost nothing',
  ],
  site: 'https://stability.ai',
  docs: 'https://platform.stability.ai/docs/api-reference',
  steps: [
    'Sign in at platform.stability.ai.',
    'Buy credits under Billing.',
    'Open your account page, API Keys, and choose Create API Key.',
    'Copy it.',
  ],
  setup: { minutes: 3, difficulty: 'easy' },
  price: {
    note: 'Prepaid credits. One credit is 1 US cent.',
    free: 'Not known.',
    asOf: '2026-05-04',
  },
  keyFormat: 'sk- and 48 letters or digits',
  kinds,
  originsFor,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^sk-[A-Za-z0-9]{48}$/ }],
  tips: [
    'Rejected? Old OpenAI keys look almost the same. Make sure that this one comes from platform.stability.ai.',
    'Out of credit? Credits belong to an organisation: choose the right one under Billing.',
  ],
};

export const traits: Traits = {
  id: 'stability',
  limits: { is: 'unknown', note: 'None known.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'api-key': {
      apiKey: [
        'STABILITY_API_KEY',
        'STABILITY_KEY',
        'STABILITY_AI_API_KEY',
        'STABILITYAI_API_KEY',
        'DREAMSTUDIO_API_KEY',
      ],
    },
  },
};
