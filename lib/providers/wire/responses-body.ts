/** A conversation as the Responses protocol wants it: a list of items, the tools flat, nothing kept by the provider. */
import type { Json, TextInput, Turn } from '../makes';
import { answered, echoOf } from './stream';

/** Fewer are refused. */
const FEWEST_TOKENS = 16;

type Item = Readonly<Record<string, unknown>>;

export function responsesBody(input: TextInput, provider: string): Record<string, unknown> {
  const { model, system, turns, maxTokens, tools } = input;
  return {
    model,
    stream: true,
    store: false,
    max_output_tokens: Math.max(FEWEST_TOKENS, maxTokens),
    ...(system ? { instructions: system } : {}),
    input: answered(turns).flatMap((turn) => asItems(echoOf(turn, input, provider)) ?? toItems(turn)),
    ...(tools.length
      ? {
          // Strict is what it would be else, and it wants schemas of a narrower kind.
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function',
            name,
            description,
            parameters,
            strict: false,
          })),
        }
      : {}),
  };
}

const asItems = (echo: Json | undefined): readonly unknown[] | undefined =>
  Array.isArray(echo) && echo.length ? echo : undefined;

function toItems(turn: Turn): readonly Item[] {
  if (turn.by === 'tools')
    return turn.results.map(({ id, content }) => ({
      type: 'function_call_output',
      call_id: id,
      output: content,
    }));
  if (turn.by === 'model')
    return [
      ...(turn.text ? [{ role: 'assistant', content: turn.text }] : []),
      ...turn.calls.map(({ id, name, args }) => ({
        type: 'function_call',
        call_id: id,
        name,
        arguments: args,
      })),
    ];
  const content = [
    ...turn.pictures.map(({ media, base64 }) => ({
      type: 'input_image',
      detail: 'auto',
      image_url: `data:${media};base64,${base64}`,
    })),
    ...(turn.text ? [{ type: 'input_text', text: turn.text }] : []),
  ];
  return content.length ? [{ role: 'user', content }] : [];
}
