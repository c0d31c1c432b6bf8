// https://inference-docs.cerebras.ai/api-reference/chat-completions (types of the SDK of July 2026)
import type { TextMaker } from '../../makes';
import { chat, type Dialect } from '../../wire/chat';
import type { Judge } from '../../wire/failure';
import { type Listing, listed } from '../../wire/listed';

const API = 'https://api.cerebras.ai/v1';

/** The limits of a day are told apart from those of a minute only in the headers. */
const judge: Judge = ({ status, headers }) =>
  status === 429 &&
  ['requests', 'tokens'].some((what) => headers.get(`x-ratelimit-remaining-${what}-day`) === '0')
    ? { code: 'daily-limit' }
    : undefined;

const dialect: Dialect = {
  provider: 'cerebras',
  url: `${API}/chat/completions`,
  cap: 'max_completion_tokens',
  asksUsage: true,
  more: ({ effort }) => (effort ? { reasoning_effort: effort } : {}),
  keep: ({ text }) => (text ? { reasoning: text } : undefined),
  judge,
};

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  judge,
  families: [/^gpt-oss-120b/, /^qwen/],
  table: {
    'gpt-oss-120b': {
      price: [0.35, 0.75],
      contextTokens: 131_000,
      outputTokens: 40_000,
      hasTools: true,
      efforts: ['low', 'medium', 'high'],
    },
    'qwen-3.8-27b': {
      price: [0.99, 1.49],
      contextTokens: 131_000,
      outputTokens: 40_000,
      sees: true,
      hasTools: true,
      efforts: ['none', 'low', 'medium', 'high'],
    },
  },
};

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => chat(dialect, input, call),
  whenStopped: 'unknown',
};
