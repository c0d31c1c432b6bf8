// https://docs.mistral.ai/api (specification of 2026-08-21): whatever it does not know is answered with 422
import type { TextMaker } from '../../makes';
import type { Model } from '../../model';
import { chat, type Dialect } from '../../wire/chat';
import { type Listing, listed } from '../../wire/listed';
import { dayOf } from '../../wire/models';
import { asArray, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';

const API = 'https://api.mistral.ai/v1';

const dialect: Dialect = {
  provider: 'mistral',
  url: `${API}/chat/completions`,
  cap: 'max_tokens',
  more: ({ effort }) => (effort ? { reasoning_effort: effort } : {}),
  toolId,
  between: '…',
};

/** Nine letters and digits. An id of another service becomes one of these, the same each time. */
function toolId(id: string): string {
  if (/^[A-Za-z0-9]{9}$/.test(id)) return id;
  let sum = 0xcbf29ce484222325n;
  for (const char of id) sum = BigInt.asUintN(64, (sum ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return sum.toString(36).padStart(13, '0').slice(-9);
}

const EFFORTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^mistral-small-latest|^mistral-medium-3-5/, ['none', 'high']],
  [/^mistral-large-4/, ['low', 'medium', 'high']],
  [/^zai-glm-5-3/, ['low', 'high', 'max']],
];

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  families: [/^mistral-small-latest$/, /^mistral-large-\d\d?$/, /^mistral-medium-latest$/],
  isText: (entry) => at(entry, 'capabilities', 'completion_chat') === true,
  told,
  table: {
    'mistral-large-4': { price: [0.7, 2.1] },
    'mistral-large-latest': { price: [0.5, 1.5] },
    'mistral-medium-latest': { price: [1.5, 7.5] },
    'mistral-small-latest': { price: [0.15, 0.6] },
    'ministral-8b-latest': { price: [0.15, 0.15] },
  },
};

function told(entry: unknown, id: string): Partial<Model> {
  const can = (what: string) => at(entry, 'capabilities', what) === true;
  const contextTokens = asNumber(at(entry, 'max_context_length'));
  const goneOn = dayOf(at(entry, 'deprecation'));
  const names = [id, ...(asArray(at(entry, 'aliases')) ?? []).map(String)];
  const efforts = EFFORTS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  return {
    takes: can('vision') ? ['text', 'image'] : ['text'],
    hasTools: can('function_calling'),
    ...(contextTokens ? { contextTokens } : {}),
    ...(goneOn ? { goneOn } : {}),
    ...(efforts ? { efforts: [...efforts] } : {}),
  };
}

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => chat(dialect, input, call),
  whenStopped: 'billed-whole',
};
