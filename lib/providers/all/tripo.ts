// https://developers.tripo3d.ai/en/docs (third generation of the API; recorded answers up to 2026-10-08)
import type { Card, Face, Fields, Kind, Traits, Wire } from '../shape';
import { ask, bearer } from '../wire/ask';
import { asRecord, at } from '../wire/read';
import { count, isOk, outOfCredit, rejected, unclear, works } from '../wire/verdicts';
import { CHINA, DOWNLOADS, INTERNATIONAL, originOf } from './tripo/api';
import { model3d } from './tripo/model-3d';

const kinds: readonly Kind[] = [
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      { name: 'apiKey', label: 'API key', holds: 'secret', prefixes: ['tsk_'] },
      {
        name: 'region',
        label: 'Region',
        holds: 'choice',
        choices: [
          { value: 'international', label: 'International' },
          { value: 'china', label: 'Mainland China' },
        ],
        initial: 'international',
        help: 'The two regions have separate accounts, keys and credits.',
      },
    ],
  },
];

const originsFor = (_kind: string, fields: Fields) => [originOf(fields)];

export const wire: Wire = {
  id: 'tripo',
  kinds,
  origins: [INTERNATIONAL, CHINA],
  downloads: DOWNLOADS,
  askedAtInstall: true,
  originsFor,
  makes: { model3d },

  // The numbers in error bodies differ between the documents and the server: for a bad key the status decides.
  async check(call) {
    const url = `${originOf(call.secret)}/v3/account/balance`;
    const answer = await ask(call, url, bearer(call.secret.apiKey ?? ''));
    const code = at(answer.json, 'code');
    if (answer.status === 401 && asRecord(answer.json)) return rejected();
    if (code === 2010) return outOfCredit();
    const balance = at(answer.json, 'data', 'balance');
    // A 200 may still carry an error: only code 0 is a success.
    if (!isOk(answer) || code !== 0 || typeof balance !== 'number') return unclear(answer);
    const frozen = at(answer.json, 'data', 'frozen');
    const facts = [
      count('credits', balance, 'credits'),
      count('credits-held', frozen === 0 ? undefined : frozen, 'credits'),
    ];
    return balance > 0 ? works({ facts }) : outOfCredit(undefined, { facts });
  },
};

export const face: Face = {
  id: 'tripo',
  name: 'Tripo',
  category: 'image-3d',
  about: 'Textured 3D models from a sentence or a picture.',
  isPopular: true,
  makes: ['model3d'],
  keyPage: 'https://developers.tripo3d.ai/en/keys',
  topUpPage: 'https://platform.tripo3d.ai',
  billsWhole: ['model3d'],
};

export const card: Card = {
  face,
  benefits: [
    'A textured model in a few minutes',
    'From text, one picture or several views',
    'A failed model gives its credits back',
  ],
  site: 'https://www.tripo3d.ai',
  docs: 'https://developers.tripo3d.ai/en/docs',
  steps: [
    'Sign in at developers.tripo3d.ai (mainland China: developers.tripo3d.com).',
    'Buy API credits if you have none. Credits of Tripo Studio do not count here.',
    'Open API Keys and create a key.',
    'Copy it: it is shown only once. Choose the region of your account below.',
  ],
  setup: { minutes: 5, difficulty: 'easy' },
  price: {
    note: '100 credits cost 1 US dollar. A textured model takes from 20 credits (text) or 30 (picture).',
    free: 'New accounts may get free API credits; how many is not known.',
    asOf: '2026-10-14',
  },
  keyFormat: 'tsk_ and more letters and digits',
  kinds,
  originsFor,
  downloads: DOWNLOADS,
  formats: [{ kind: 'api-key', field: 'apiKey', pattern: /^tsk_[A-Za-z0-9_-]{8,}$/, isUnmistakable: true }],
  misfits: [
    {
      pattern: /^tcli_[A-Za-z0-9]+$/,
      says: 'This is a client id. The key begins with tsk_ and is shown once, when it is made.',
    },
  ],
  tips: [
    'Rejected although it is right? The key may belong to the other region: international and mainland China are apart.',
    'Out of credit although you paid? Credits of Tripo Studio and of the API are two separate purses.',
  ],
  elsewhere: 'region',
};

export const traits: Traits = {
  id: 'tripo',
  limits: { is: 'unknown', note: 'Not known.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: { 'api-key': { apiKey: ['TRIPO_API_KEY', 'TRIPO3D_API_KEY', 'TRIPO_KEY'] } },
};
