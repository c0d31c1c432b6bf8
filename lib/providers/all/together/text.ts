// https://docs.together.ai/reference/chat-completions-1 and /reference/models-1 (specification of 2026-04-28)
import type { TextMaker } from '../../makes';
import type { Model } from '../../model';
import { chat, type Dialect } from '../../wire/chat';
import type { Judge } from '../../wire/failure';
import { type Listing, listed, toldPrice } from '../../wire/listed';
import { asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';

const API = 'https://api.together.ai/v1';

/** 429 above the rate that is yours at the moment, 503 below it, when the machines are full: neither ran. */
const judge: Judge = ({ status, isInside }) =>
  status === 503 && !isInside ? { code: 'provider-busy', charge: 'none', isAgain: true } : undefined;

const dialect: Dialect = {
  provider: 'together',
  url: `${API}/chat/completions`,
  cap: 'max_tokens',
  asksUsage: true,
  more: ({ effort }) => (effort ? { reasoning_effort: effort } : {}),
  judge,
};

/** The list does not say what sees, calls or thinks; the pages of the models do (2026-11-10). */
const SEES = /DeepSeek-V4\.1-Flash|GLM-[\d.]+-Flash|Kimi-K|-VL-|vision/i;
const CALLS = /gpt-oss|DeepSeek-V|GLM-[45]|Kimi-K|Qwen[\d.]*-|Llama-(3\.[13]|4)/i;

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  judge,
  families: [/gpt-oss-120b$/, /GLM-[\d.]+-Flash$/, /Kimi-K/],
  isText: (entry) => ['chat', 'language', 'code'].includes(asText(at(entry, 'type')) ?? ''),
  told,
  table: {},
};

function told(entry: unknown, id: string): Partial<Model> {
  const contextTokens = asNumber(at(entry, 'context_length'));
  return {
    name: asText(at(entry, 'display_name')) || id,
    takes: SEES.test(id) ? ['text', 'image'] : ['text'],
    ...toldPrice(at(entry, 'pricing', 'input'), at(entry, 'pricing', 'output')),
    ...(/-free$/i.test(id) ? { isFree: true } : {}),
    ...(contextTokens ? { contextTokens } : {}),
    ...(CALLS.test(id) ? { hasTools: true } : {}),
    ...(/gpt-oss/.test(id) ? { efforts: ['low', 'medium', 'high'] } : {}),
  };
}

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => chat(dialect, input, call),
  whenStopped: 'stops',
};
