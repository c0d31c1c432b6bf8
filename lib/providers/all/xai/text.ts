// https://docs.x.ai/docs/api-reference, /responses and /models (read until 2026-11-10)
import type { TextMaker } from '../../makes';
import { bearer } from '../../wire/ask';
import type { Judge } from '../../wire/failure';
import { type Listing, listed } from '../../wire/listed';
import { askResponses, type Responses } from '../../wire/responses';

const API = 'https://api.x.ai/v1';

/** Only the sentence tells: a wrong key is a 400, an empty account a 403 or a 429, a refused prompt a 403 with a fee. */
const judge: Judge = ({ status, said }) => {
  if (status === 400 && /incorrect api key/i.test(said)) return { code: 'key-rejected' };
  if (/violates usage guidelines/i.test(said)) return { code: 'moderated' };
  if (/all available credits|any credits/i.test(said)) return { code: 'no-credit' };
  if (/maximum prompt length/i.test(said)) return { code: 'too-long' };
  return status === 403 ? { code: 'not-allowed' } : undefined;
};

const protocol: Responses = {
  provider: 'xai',
  url: `${API}/responses`,
  headers: ({ secret }) => bearer(secret.apiKey ?? ''),
  extras: ({ effort, temperature }) => ({
    include: ['reasoning.encrypted_content'],
    ...(effort ? { reasoning: { effort } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
  }),
  judge,
};

const LEVELS = ['low', 'medium', 'high'] as const;

const listing: Listing = {
  url: `${API}/models`,
  asOf: '2026-11-10',
  judge,
  families: [/^grok-4\.3$/, /^grok-4\.7$/],
  isText: (_entry, id) => /^grok/.test(id) && !/image|imagine|video/.test(id),
  table: {
    'grok-4.7': {
      price: [2, 6, 0.5, 200_001, 4, 12],
      contextTokens: 500_000,
      sees: true,
      hasTools: true,
      efforts: LEVELS,
    },
    'grok-4.6': {
      price: [2, 6, 0.5, 200_001, 4, 12],
      contextTokens: 500_000,
      sees: true,
      hasTools: true,
      efforts: [...LEVELS, 'xhigh'],
    },
    'grok-4.5': { price: [2, 6, 0.3, 200_001, 4, 12], hasTools: true, efforts: LEVELS },
    'grok-4.3': {
      price: [1.25, 2.5, 0.2, 200_001, 2.5, 5],
      contextTokens: 1_000_000,
      outputTokens: 30_000,
      hasTools: true,
      efforts: ['none', ...LEVELS],
    },
  },
};

export const text: TextMaker = {
  models: (call) => listed(listing, call),
  start: (input, call) => askResponses(protocol, input, call),
  whenStopped: 'stops',
};
