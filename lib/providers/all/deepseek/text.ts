// https://api-docs.deepseek.com/api/create-chat-completion and /quick_start/pricing (read 2026-11-15)
import type { TextInput, TextMaker } from '../../makes';
import { chat, type Dialect } from '../../wire/chat';
import type { Members } from '../../wire/chat-body';
import type { Judge } from '../../wire/failure';
import { type Listing, listed } from '../../wire/listed';

const API = 'https://api.deepseek.com';

/** It has one word for all that is wrong with a request, and a sentence for each. */
const judge: Judge = ({ status, said }) => {
  if (status !== 400) return undefined;
  if (/content exists risk/i.test(said)) return { code: 'moderated' };
  return /^model not exist/i.test(said) ? { code: 'model-gone' } : undefined;
};

/** It thinks unless told not to. */
function more({ effort }: TextInput): Members {
  if (!effort) return {};
  return effort === 'none' ? { thinking: { type: 'disabled' } } : { reasoning_effort: effort };
}

const dialect: Dialect = {
  provider: 'deepseek',
  url: `${API}/chat/completions`,
  cap: 'max_tokens',
  asksUsage: true,
  more,
  // In a round with tools it refuses a turn that comes back without what it thought.
  keep: ({ text }) => ({ reasoning_content: text }),
  always: { reasoning_content: '' },
  judge,
};

const MILLION = { contextTokens: 1_000_000, outputTokens: 384_000, hasTools: true } as const;

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-15',
  judge,
  families: [/flash/, /pro/],
  // Whoever thinks takes no notice of one, and it thinks unless told not to.
  told: () => ({ takesTemperature: false }),
  // Outside peak hours: Monday to Friday 01-04 and 06-10 UTC all of it costs twice as much.
  table: {
    'deepseek-flash': {
      ...MILLION,
      price: [0.15, 0.6, 0.003],
      sees: true,
      efforts: ['none', 'low', 'high', 'max'],
    },
    'deepseek-v4-pro': { ...MILLION, price: [0.66, 1.98, 0.022], efforts: ['none', 'high', 'max'] },
  },
};

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => chat(dialect, input, call),
  whenStopped: 'stops',
};
