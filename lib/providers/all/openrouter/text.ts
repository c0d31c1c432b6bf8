// https://openrouter.ai/docs/api-reference/chat-completion (recorded answers of 2026-10-02)
import type { TextMaker } from '../../makes';
import { chat, type Dialect } from '../../wire/chat';
import { judge } from './refusal';
import { findCost, spent } from './spending';
import { textModels } from './text-models';

const dialect: Dialect = {
  provider: 'openrouter',
  url: 'https://openrouter.ai/api/v1/chat/completions',
  cap: 'max_tokens',
  more: ({ effort }) => (effort ? { reasoning: { effort } } : {}),
  keep: ({ details }) => (details.length ? { reasoning_details: details } : undefined),
  judge,
};

export const text: TextMaker = {
  models: textModels,
  start: (input, call) => chat(dialect, input, call),
  // Whether the model's own maker notices is a matter of which one it is.
  whenStopped: 'depends',
  findCost,
  spent,
};
