// https://platform.openai.com/docs/api-reference/responses, /models and /docs/pricing (read until 2026-11-10)
import type { TextInput, TextMaker } from '../../makes';
import type { Model } from '../../model';
import { bearer } from '../../wire/ask';
import type { Judge } from '../../wire/failure';
import { type Listing, listed } from '../../wire/listed';
import { dayOf } from '../../wire/models';
import { at } from '../../wire/read';
import { askResponses, type Responses } from '../../wire/responses';

const API = 'https://api.openai.com/v1';

/** A genuine restricted key is refused like a wrong one, but for its words. */
const judge: Judge = ({ words, said, status }) => {
  if (/Missing scopes|IP is not authorized/i.test(said)) return { code: 'not-allowed' };
  if (words.includes('invalid_prompt')) return { code: 'moderated' };
  if (status === 400 && words.some((word) => /^unsupported_(parameter|value)$/.test(word)))
    return { code: 'not-supported' };
  return undefined;
};

const protocol: Responses = {
  provider: 'openai',
  url: `${API}/responses`,
  headers: ({ secret }) => bearer(secret.apiKey ?? ''),
  extras,
  judge,
};

const reasons = (id: string) => /^(gpt-([5-9]|\d\d)|o\d)/.test(id) && !id.includes('chat');

/**
 * Sealed reasoning is refused by models that do not reason, a temperature by those that do. No summary of the reasoning
 * is asked for: organisations that were not verified are refused with it (seen until 2026-04).
 */
function extras({ model, effort, temperature }: TextInput) {
  const isWarm = temperature !== undefined && (!reasons(model) || effort === 'none');
  return {
    ...(reasons(model) ? { include: ['reasoning.encrypted_content'] } : {}),
    ...(reasons(model) && effort ? { reasoning: { effort } } : {}),
    ...(isWarm ? { temperature } : {}),
  };
}

/** By family; a family that nobody knows yet gets what all of them take. */
const EFFORTS: readonly (readonly [RegExp, string])[] = [
  [/codex|-pro|chat/, ''],
  [/^gpt-(6\.1-sol|6-astra)/, 'low medium high xhigh max'],
  [/^gpt-(5\.6|6-(sol|luna)|6\.1-terra)/, 'none low medium high xhigh max'],
  [/^gpt-5\.[2-5]/, 'none low medium high xhigh'],
  [/^gpt-5\.1/, 'none low medium high'],
  [/^gpt-5(-|$)/, 'minimal low medium high'],
  [/^(gpt-([6-9]|\d\d)|o\d)/, 'low medium high'],
];

const SPEAKS = /^(gpt-\d|o\d|chatgpt-|ft:gpt-)/;
const ELSE = /image|audio|realtime|tts|transcribe|search|instruct|deep-research|computer-use/;

function told(entry: unknown, id: string): Partial<Model> {
  const efforts =
    EFFORTS.find(([family]) => family.test(id))?.[1]
      .split(' ')
      .filter(Boolean) ?? [];
  const goneOn = dayOf(at(entry, 'shutdown_date'));
  return {
    takes: /^gpt-(4o|4\.1|[5-9])|^o[134](-pro|-\d|$)|^o4-mini/.test(id) ? ['text', 'image'] : ['text'],
    hasTools: !id.includes('chat'),
    takesTemperature: !reasons(id),
    ...(efforts.length > 0 ? { efforts } : {}),
    ...(goneOn ? { goneOn } : {}),
  };
}

const BIG = { contextTokens: 1_050_000, outputTokens: 128_000 };

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  judge,
  families: [/-luna$/, /-terra$/, /-sol$/],
  isText: (_entry, id) => SPEAKS.test(id) && !ELSE.test(id),
  told,
  table: {
    'gpt-6.1-sol': { ...BIG, price: [2, 10, 0.1, 272_001, 4, 15] },
    'gpt-6.1-terra': { ...BIG, price: [1, 5, 0.05] },
    'gpt-6-luna': { ...BIG, price: [0.1, 0.5, 0.01, 272_001, 0.2, 0.75] },
    'gpt-6-astra': { ...BIG, price: [10, 50, 1] },
    'gpt-4.1-mini': { price: [0.4, 1.6, 0.1], contextTokens: 1_000_000, outputTokens: 32_000 },
  },
};

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => askResponses(protocol, input, call),
  whenStopped: 'stops',
};
