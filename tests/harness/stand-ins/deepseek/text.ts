/** Chat completions as recorded: both members in each delta, and thoughts that must come back while tools are called. */
import { type Accent, type Answer, chunkOf, inFragments, newChat, usageOf } from '../../chat-play';
import { asObject, asObjects, type Body, type Fault, fault, type ModelRules } from '../../chat-strict';
import type { Said } from '../shape';
import { deepseekErrors, wrapped } from './errors';

const MODELS: Readonly<Record<string, ModelRules>> = {
  'deepseek-flash': { mostTokens: 384_000, efforts: ['low', 'high', 'max'], sees: true },
  'deepseek-v4-pro': { mostTokens: 384_000, efforts: ['high', 'max'] },
};

export const deepseekModels: Said = {
  status: 200,
  headers: { vary: 'origin' },
  body: {
    object: 'list',
    data: [...Object.keys(MODELS), 'deepseek-of-tomorrow'].map((id) => ({
      id,
      object: 'model',
      owned_by: 'deepseek',
      tomorrow: [],
    })),
  },
};

/** What was thought before each call was made. */
const thoughtBefore = new Map<unknown, string>();

const both = (answer: Answer, content: string | null, reasoning: string | null, more: object = {}) =>
  chunkOf(answer, { content, reasoning_content: reasoning, ...more }, null, { usage: null });

export const deepseekAccent: Accent = {
  // Queued, before anything else.
  open: (answer) => [
    ': keep-alive\n\n',
    '\n',
    both(answer, '', null, { role: 'assistant' }),
    ': keep-alive\n\n',
  ],
  thought: (answer, text) => [both(answer, null, text)],
  word: (answer, text) => [both(answer, text, null)],
  close: (answer) => {
    for (const { id } of answer.calls) thoughtBefore.set(id, answer.thoughts.join(''));
    const isTold = answer.asksUsage && answer.script.usage !== 'none';
    const usage = usageOf(answer, { prompt_cache_hit_tokens: 3, prompt_cache_miss_tokens: 13 });
    return [
      ...inFragments(answer).map((delta) => chunkOf(answer, delta, null, { usage: null })),
      chunkOf(answer, { content: '', reasoning_content: null }, answer.finish, {
        usage: isTold ? usage : null,
      }),
    ];
  },
  callId: (made, at) => `call_0${at}_${String(made).padStart(20, '0')}`,
  ends: { exhausted: 'insufficient_system_resource' },
  headers: { vary: 'origin' },
  // Unless it is told not to.
  thinks: ({ thinking }) => asObject(thinking).type !== 'disabled',
};

function more(body: Body, messages: readonly Body[]): Fault | undefined {
  const { thinking } = body;
  if (thinking !== undefined && !['enabled', 'disabled'].includes(String(asObject(thinking).type)))
    return fault('invalid', ['thinking', 'type'], 'must be enabled or disabled');
  if (asObject(thinking).type === 'disabled') return undefined;
  const sinceAsked = messages.findLastIndex(({ role }) => role === 'user');
  for (const [at, message] of messages.entries()) {
    if (message.role !== 'assistant') continue;
    const told = message.reasoning_content;
    const thought = thoughtBefore.get(asObjects(message.tool_calls)[0]?.id);
    const isLost = at > sinceAsked && thought !== undefined && told !== thought;
    if (typeof told !== 'string' || isLost)
      return fault(
        'history',
        ['messages', at],
        'The `reasoning_content` in the thinking mode must be passed back to the API.',
      );
  }
  return undefined;
}

const refuse = ({ is, loc, says }: Fault): Said => {
  if (is === 'model') return wrapped(400, 'Model Not Exist');
  return is === 'extra' ? wrapped(422, `${loc.join('.')}: ${says}`) : wrapped(400, says);
};

export const deepseekTalk = newChat({
  rules: {
    members: ['stream_options', 'temperature', 'tools', 'tool_choice', 'thinking', 'reasoning_effort'],
    cap: 'max_tokens',
    replayed: ['reasoning_content'],
    modelOf: (id) => MODELS[id],
    more,
  },
  errors: deepseekErrors,
  refuse,
  accent: () => deepseekAccent,
});
