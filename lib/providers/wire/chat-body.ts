/** The request of chat completions, out of our words. What is not needed is left out: some refuse what they do not know. */
import type { Json, Picture, TextInput, ToolCall, Turn } from '../makes';
import { asRecord, at } from './read';
import { echoOf } from './stream';

export type Members = { readonly [name: string]: Json };

/** How one service wants to be asked. */
export interface Asking {
  /** Whose answers may be replayed to it. */
  readonly provider: string;
  readonly cap: 'max_tokens' | 'max_completion_tokens';
  /** Usage comes only when asked for. */
  readonly asksUsage?: true;
  /** Of the instruction; `system` unless told. */
  readonly role?: string;
  /** More members of the body: reasoning, routing. */
  more?(input: TextInput): Members;
  /** Members that each message of the model must have, when its echo has them not. */
  readonly always?: Members;
  /** The model says this where a person speaks right after results, which some refuse. */
  readonly between?: string;
  /** For services that take only ids of their own form. */
  toolId?(id: string): string;
}

/** What was kept of an answer to be sent back with it: members of its message, and more of single calls by id. */
export interface Echo {
  readonly message?: Members | undefined;
  readonly calls?: Members | undefined;
}

export function bodyOf(asking: Asking, input: TextInput): Members {
  return {
    model: input.model,
    messages: messagesOf(asking, input),
    stream: true,
    [asking.cap]: input.maxTokens,
    ...(asking.asksUsage ? { stream_options: { include_usage: true } } : {}),
    ...(input.temperature === undefined ? {} : { temperature: input.temperature }),
    ...(input.tools.length > 0
      ? { tools: input.tools.map((spec) => ({ type: 'function', function: { ...spec } })) }
      : {}),
    ...asking.more?.(input),
  };
}

function messagesOf(asking: Asking, input: TextInput): Members[] {
  const { turns, system } = input;
  const instruction = system ? [{ role: asking.role ?? 'system', content: system }] : [];
  const messages: Members[] = turns.flatMap((turn, at) => {
    if (turn.by === 'person') return [{ role: 'user', content: contentOf(turn.text, turn.pictures) }];
    if (turn.by === 'tools') return resultsOf(asking, turn);
    return modelMessage(asking, input, turn, answeredIn(turns[at + 1]));
  });
  return [...instruction, ...bridged(messages, asking.between)];
}

const bridged = (messages: readonly Members[], content: string | undefined): Members[] =>
  messages.flatMap((message, at) =>
    content && message.role === 'user' && messages[at - 1]?.role === 'tool'
      ? [{ role: 'assistant', content }, message]
      : [message],
  );

/** Words first, then what they are about. */
function contentOf(text: string, pictures: readonly Picture[]): Json {
  if (pictures.length === 0) return text;
  return [
    ...(text ? [{ type: 'text', text }] : []),
    ...pictures.map(({ media, base64 }) => ({
      type: 'image_url',
      image_url: { url: `data:${media};base64,${base64}` },
    })),
  ];
}

const resultsOf = ({ toolId = same }: Asking, turn: Extract<Turn, { by: 'tools' }>): Members[] =>
  turn.results.map(({ id, content }) => ({ role: 'tool', tool_call_id: toolId(id), content }));

const same = (id: string) => id;

const answeredIn = (next: Turn | undefined): ReadonlySet<string> =>
  new Set(next?.by === 'tools' ? next.results.map(({ id }) => id) : []);

/** A call that nobody answered (it was cut, or stopped) would be refused by everyone: it is left out. */
function modelMessage(
  asking: Asking,
  input: TextInput,
  turn: Extract<Turn, { by: 'model' }>,
  answered: ReadonlySet<string>,
): Members[] {
  const calls = turn.calls.filter(({ id }) => answered.has(id));
  if (!turn.text && calls.length === 0) return [];
  const echo = toEcho(echoOf(turn, input, asking.provider));
  return [
    {
      role: 'assistant',
      content: turn.text,
      ...asking.always,
      ...echo.message,
      ...(calls.length > 0 ? { tool_calls: calls.map((call) => toCall(asking, call, echo)) } : {}),
    },
  ];
}

/** Another model could not read it, and some refuse what they cannot read: then there is none. */
const toEcho = (value: unknown): Echo => ({
  message: toMembers(at(value, 'message')),
  calls: toMembers(at(value, 'calls')),
});

const toMembers = (value: unknown) => asRecord(value) as Members | undefined;

function toCall({ toolId = same }: Asking, { id, name, args }: ToolCall, echo: Echo): Members {
  const more = toMembers(echo.calls?.[id]);
  return {
    id: toolId(id),
    type: 'function',
    function: { name, arguments: isJson(args) ? args : '{}' },
    ...more,
  };
}

/** What the model wrote may be no JSON; one such call would make the whole conversation be refused. */
function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
