// https://console.groq.com/docs/api-reference#chat and /docs/errors (answers seen until August 2026)
import type { TextMaker } from '../../makes';
import { chat, type Dialect } from '../../wire/chat';
import type { Judge } from '../../wire/failure';
import { type Listing, listed } from '../../wire/listed';
import { at } from '../../wire/read';
import { asNumber } from '../../wire/stream';

const API = 'https://api.groq.com/openai/v1';

const judge: Judge = ({ status, words, said, headers }) => {
  if (words.includes('organization_restricted')) return { code: 'not-allowed', keyTrouble: 'rejected' };
  if (words.includes('permissions_error')) return { code: 'not-allowed' };
  // Larger than what a minute allows: it never fits, though it is called a rate.
  if (status === 413) return { code: 'too-long' };
  if (status === 498) return { code: 'provider-busy', charge: 'none', isAgain: true };
  // Requests are counted by the day here, tokens by the minute.
  const isDay = headers.get('x-ratelimit-remaining-requests') === '0' || /per day/i.test(said);
  return status === 429 && isDay ? { code: 'daily-limit' } : undefined;
};

const dialect: Dialect = {
  provider: 'groq',
  url: `${API}/chat/completions`,
  cap: 'max_completion_tokens',
  asksUsage: true,
  more: ({ effort, model }) => ({
    ...(effort ? { reasoning_effort: effort } : {}),
    // Else its thoughts come inside the answer. Others do not know the word.
    ...(/qwen3/.test(model) ? { reasoning_format: 'parsed' } : {}),
  }),
  judge,
};

const OSS = { outputTokens: 65_000, hasTools: true, efforts: ['low', 'medium', 'high'] } as const;

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  judge,
  families: [/gpt-oss-20b$/, /gpt-oss-120b$/, /qwen/],
  isText: (entry, id) => at(entry, 'active') !== false && !/whisper|tts|orpheus|guard|embed/i.test(id),
  told(entry) {
    const contextTokens = asNumber(at(entry, 'context_window'));
    return contextTokens ? { contextTokens } : {};
  },
  table: {
    'openai/gpt-oss-120b': { price: [0.15, 0.6], ...OSS },
    'openai/gpt-oss-20b': { price: [0.075, 0.3], ...OSS },
    'llama-3.3-70b-versatile': { price: [0.59, 0.79], outputTokens: 32_000, hasTools: true },
    'llama-3.1-8b-instant': { price: [0.05, 0.08], hasTools: true },
    'qwen/qwen3.8-27b': {
      price: [0.8, 4],
      outputTokens: 16_000,
      sees: true,
      hasTools: true,
      efforts: ['none', 'low', 'medium', 'high'],
    },
  },
};

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => chat(dialect, input, call),
  whenStopped: 'billed-whole',
};
