// https://huggingface.co/docs/inference-providers (read August 2026): a router; the wire is that of whoever answers
import type { TextMaker } from '../../makes';
import type { Model } from '../../model';
import { chat, type Dialect } from '../../wire/chat';
import type { Judge } from '../../wire/failure';
import { type Listing, listed, toldPrice } from '../../wire/listed';
import { asArray, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';

const API = 'https://router.huggingface.co/v1';

const judge: Judge = ({ status, said }) => {
  // The rights of the token do not reach so far; its check says which are missing.
  if (status === 403 && /permission/i.test(said)) return { code: 'not-allowed' };
  return status === 400 && /not supported by any provider/i.test(said) ? { code: 'model-gone' } : undefined;
};

const dialect: Dialect = {
  provider: 'huggingface',
  url: `${API}/chat/completions`,
  cap: 'max_tokens',
  asksUsage: true,
  more: ({ effort }) => (effort ? { reasoning_effort: effort } : {}),
  judge,
};

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  judge,
  families: [/gpt-oss-120b$/, /\/GLM-[\d.]+$/, /gpt-oss-20b$/],
  isText: (entry) => providersOf(entry).length > 0,
  told,
  table: {},
};

/** Those that answer now; without a word about it they do. */
const providersOf = (entry: unknown): readonly unknown[] =>
  (asArray(at(entry, 'providers')) ?? []).filter((provider) => {
    const status = at(provider, 'status');
    return status === undefined || status === null || status === 'live';
  });

/** Which of them will answer is not known before: the dearest price and the smallest window are true for all. */
function told(entry: unknown, id: string): Partial<Model> {
  const providers = providersOf(entry);
  const numbers = (...path: string[]) =>
    providers.map((provider) => asNumber(at(provider, ...path)) ?? 0).filter((number) => number > 0);
  const windows = numbers('context_length');
  const takesImages = (asArray(at(entry, 'architecture', 'input_modalities')) ?? []).includes('image');
  return {
    ...toldPrice(Math.max(...numbers('pricing', 'input')), Math.max(...numbers('pricing', 'output'))),
    ...(windows.length ? { contextTokens: Math.min(...windows) } : {}),
    takes: takesImages ? ['text', 'image'] : ['text'],
    hasTools: providers.some((provider) => at(provider, 'supports_tools') === true),
    ...(/gpt-oss/.test(id) ? { efforts: ['low', 'medium', 'high'] } : {}),
  };
}

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => chat(dialect, input, call),
  whenStopped: 'unknown',
};
