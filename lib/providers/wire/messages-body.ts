/** A conversation as the Messages protocol wants it. */
import type { Json, Picture, TextInput, Turn } from '../makes';
import { answered, asArguments, echoOf } from './stream';

type Block = Readonly<Record<string, unknown>>;

export function messagesBody(input: TextInput, provider: string): Record<string, unknown> {
  return {
    model: input.model,
    max_tokens: input.maxTokens,
    stream: true,
    ...(input.system ? { system: input.system } : {}),
    messages: answered(input.turns).flatMap((turn) => toMessage(turn, echoOf(turn, input, provider))),
    ...toTools(input),
  };
}

function toMessage(turn: Turn, echo: Json | undefined) {
  const content = echo ?? contentOf(turn);
  const isEmpty = Array.isArray(content) && content.length === 0;
  return isEmpty ? [] : [{ role: turn.by === 'model' ? 'assistant' : 'user', content }];
}

function contentOf(turn: Turn): readonly Block[] {
  if (turn.by === 'person') return [...turn.pictures.map(toImage), ...toText(turn.text)];
  if (turn.by === 'model')
    return [
      ...toText(turn.text),
      ...turn.calls.map(({ id, name, args }) => ({ type: 'tool_use', id, name, input: asArguments(args) })),
    ];
  // All results of a turn in one message.
  return turn.results.map(({ id, content, isError }) => ({
    type: 'tool_result',
    tool_use_id: id,
    content,
    ...(isError ? { is_error: true } : {}),
  }));
}

/** An empty block of text is refused. */
const toText = (text: string): Block[] => (text ? [{ type: 'text', text }] : []);

const toImage = ({ media, base64 }: Picture): Block => ({
  type: 'image',
  source: { type: 'base64', media_type: media, data: base64 },
});

/** Calls in the past want their tools declared, also when there are none to choose any more. */
function toTools({ tools, turns }: TextInput): Block {
  if (tools.length)
    return {
      tools: tools.map(({ name, description, parameters }) => ({
        name,
        description,
        input_schema: parameters,
      })),
    };
  const past = new Set(
    turns.flatMap((turn) => (turn.by === 'model' ? turn.calls : [])).map((call) => call.name),
  );
  if (past.size === 0) return {};
  const declared = [...past].map((name) => ({ name, input_schema: { type: 'object' } }));
  return { tools: declared, tool_choice: { type: 'none' } };
}
