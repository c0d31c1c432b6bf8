import { casesOf, newDoor } from './openrouter/door';
import { generation, spentBy } from './openrouter/generations';
import { imageAnswers, imageModelList, paintInChat } from './openrouter/image';
import { imageErrors as refusals } from './openrouter/image-errors';
import { talk, talkInPrivate } from './openrouter/text';
import { textModelList } from './openrouter/text-models';
import { bearerOf, type Case, HEX, type Heard, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `sk-or-v1-${letters(`openrouter ${seed}`, 64, HEX)}` });

const CORS = { 'access-control-allow-origin': '*' };
const json = (status: number, body: unknown) => ({ status, headers: CORS, body });

const described = (over: object) =>
  json(200, {
    data: {
      label: 'sk-or-v1-abc...123',
      is_management_key: false,
      is_provisioning_key: false,
      limit: null,
      limit_reset: null,
      limit_remaining: null,
      include_byok_in_limit: false,
      usage: 1.25,
      usage_daily: 0,
      usage_weekly: 0,
      usage_monthly: 0,
      is_free_tier: false,
      expires_at: null,
      workspace_id: '6a2b0c1e-0000-4000-8000-000000000000',
      free_model_daily_requests: { used: 2, limit: 1000, remaining: 998 },
      rate_limit: { requests: -1, interval: '10s', note: 'This field is deprecated and safe to ignore.' },
      a_field_of_tomorrow: [1],
      ...over,
    },
  });

interface Counters {
  readonly usage?: number;
  readonly limit_remaining?: number;
}

/** What was spent here stands on top of what the case began with. */
function countedBy(heard: Heard, over: Counters) {
  const spent = spentBy(heard);
  const { usage = 1.25, limit_remaining: left } = over;
  const exact = (usd: number) => Math.round(usd * 1e9) / 1e9;
  return {
    usage: exact(usage + spent),
    ...(left === undefined ? {} : { limit_remaining: Math.max(0, exact(left - spent)) }),
  };
}

const notForThisKey = json(403, {
  error: { code: 403, message: 'Only management keys can perform this operation' },
});
const credits = (bought: number, used: number) =>
  json(200, { data: { total_credits: bought, total_usage: used } });
const wrong = json(401, { error: { message: 'User not found.', code: 401 } });

/** What this key is told whenever it asks for something that costs. */
const refusing = (refusal: Said): Case['answers'] => ({
  'POST /api/v1/chat/completions': refusal,
  'POST /api/v1/images': refusal,
});

const of = (
  over: Counters & Readonly<Record<string, unknown>>,
  balance: Said = notForThisKey,
): Case['answers'] => ({
  'GET /api/v1/key': (heard) => described({ ...over, ...countedBy(heard, over) }),
  'GET /api/v1/credits': balance,
  'GET /api/v1/models': (heard) => imageModelList(heard) ?? textModelList,
  'POST /api/v1/chat/completions': (heard) => paintInChat(heard) ?? talk(heard),
  'GET /api/v1/generation': generation,
  ...imageAnswers,
});

/** Who connects without a key in hand. */
export const door = newDoor();

export const standIn: StandIn = {
  id: 'openrouter',
  hosts: ['openrouter.ai'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: (heard) =>
    door.answer(heard) ?? json(401, { error: { message: 'No cookie auth credentials found', code: 401 } }),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of({}, credits(20, 7.5)),
      expect: { verdict: 'works', facts: ['label', 'balance', 'used'], warnings: [] },
    },
    {
      name: 'good, balance not told',
      fields: key('quiet'),
      answers: of({ limit: 5, limit_remaining: 3.75, expires_at: '2027-01-31T00:00:00Z' }),
      expect: { verdict: 'works', facts: ['limit', 'limit-left', 'expires'] },
    },
    {
      name: 'of an account that forbids to learn from it',
      fields: key('private'),
      answers: { ...of({}), 'POST /api/v1/chat/completions': talkInPrivate },
      expect: { verdict: 'works' },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      // Its lists are told to anybody.
      answers: {
        ...of({}, wrong),
        'GET /api/v1/key': wrong,
        'GET /api/v1/generation': wrong,
        ...refusing(wrong),
      },
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'management',
      fields: key('management'),
      answers: {
        ...of({ is_management_key: true, is_provisioning_key: true }, credits(20, 1)),
        ...refusing(notForThisKey),
      },
      expect: { verdict: 'works-with-limits', reason: 'management-only', warnings: ['can-create-keys'] },
    },
    {
      name: 'limit used up',
      fields: key('limit'),
      answers: {
        ...of({ limit: 1, limit_remaining: 0, usage: 1 }),
        ...refusing(refusals['key-limit'] ?? wrong),
      },
      expect: { verdict: 'out-of-credit', reason: 'key-limit-reached', facts: ['limit-left'] },
    },
    {
      name: 'free tier',
      fields: key('free'),
      answers: {
        ...of({ is_free_tier: true, usage: 0 }, credits(0, 0)),
        ...refusing(refusals['never-bought'] ?? wrong),
      },
      expect: { verdict: 'works-with-limits', reason: 'free-models-only', facts: ['free-requests-left'] },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: { ...of({}, credits(10, 10.0000012)), ...refusing(refusals['no-credit'] ?? wrong) },
      expect: { verdict: 'out-of-credit', reason: 'no-credit' },
    },
    ...casesOf(door, of({}, credits(20, 7.5))),
  ],
};
