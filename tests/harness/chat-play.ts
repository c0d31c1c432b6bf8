/**
 * A script as a stream of chat completions. What all services share is here: the reading of the body, who is refused,
 * the order of things, what is billed. How each says it is its accent, in its own folder.
 */
import { asObjects, type Body, type Fault, faultIn, type Rules } from './chat-strict';
import { fragments, streamed, Turns } from './frame-play';
import { jsonOf } from './picture-play';
import { readScript, type Script } from './script';
import { bearerOf, type Heard, type Said } from './stand-ins/shape';

/** One answer, before it is put into chunks. */
export interface Answer {
  readonly body: Body;
  readonly model: string;
  readonly made: number;
  readonly id: string;
  readonly script: Script;
  readonly thoughts: readonly string[];
  readonly calls: readonly { readonly id: string; readonly name: string; readonly args: string }[];
  /** In the service's own words. */
  readonly finish: string;
  readonly counts: { readonly prompt: number; readonly completion: number; readonly reasoning: number };
  /** `stream_options.include_usage` was sent. */
  readonly asksUsage: boolean;
}

/** A chunk, or text that goes out as it is. */
export type Chunk = object | string;

export interface Accent {
  open?(answer: Answer): readonly Chunk[];
  thought?(answer: Answer, text: string, at: number): readonly Chunk[];
  word(answer: Answer, text: string, at: number): readonly Chunk[];
  /** The calls, the last word, the bill. */
  close(answer: Answer): readonly Chunk[];
  /** An id for the call of that number. */
  callId(made: number, at: number, model: string): string;
  /** What this service calls the ends of our scripts. */
  readonly ends?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A refusal as it comes in the middle of an answer. */
  inside?(refusal: Said): string;
  /** Whether it thinks at all when it is asked like this. */
  thinks?(body: Body): boolean;
}

export interface Service {
  readonly rules: Rules;
  /** Refusals by the names that scripts call them. */
  readonly errors: Readonly<Record<string, Said>>;
  refuse(fault: Fault, body: Body): Said;
  /** Who speaks this time. */
  accent(model: string, made: number): Accent;
}

/** All that was ever billed, in tokens: whose key, and for which `job=17` of a test that gives its wishes numbers. */
export const tokenBills: {
  readonly host: string;
  readonly key: string;
  readonly wish: string;
  readonly counts: Answer['counts'];
}[] = [];

export function newChat(service: Service): (heard: Heard) => Said {
  const turns = new Turns();
  let made = 0;
  return (heard) => {
    const body = jsonOf(heard) ?? {};
    const fault = faultIn(service.rules, body);
    if (fault) return service.refuse(fault, body);
    const messages = asObjects(body.messages);
    const prompt = wordsOf(messages.findLast(({ role }) => role === 'user')?.content);
    const script = turns.next(readScript(prompt), bearerOf(heard) ?? '');
    const { error } = script;
    const refusal = error && refusalOf(service, error.name);
    if (refusal && error?.at === undefined)
      return script.quirks.has('in-200') ? { ...refusal, status: 200 } : refusal;
    made += 1;
    const accent = service.accent(String(body.model), made);
    const answer = answerFor(accent, script, body, made);
    const wish = /\bjob=\d+/.exec(prompt)?.[0] ?? '';
    tokenBills.push({ host: heard.host, key: bearerOf(heard) ?? '', wish, counts: answer.counts });
    return play(answer, accent, (name) => refusalOf(service, name));
  };
}

function refusalOf({ errors }: Service, name: string): Said {
  const refusal = errors[name];
  if (!refusal) throw new Error(`no error is called ${name} here`);
  return refusal;
}

const wordsOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : asObjects(content)
        .map(({ text }) => text ?? '')
        .join(' ');

const PROMPT_TOKENS = 16;
const PER_THOUGHT = 4;

function answerFor(accent: Accent, script: Script, body: Body, made: number): Answer {
  const model = String(body.model);
  const isRound = asObjects(body.messages).at(-1)?.role === 'tool';
  const wantsTools = body.tools !== undefined && (!isRound || script.quirks.has('loop'));
  const most = Number(body.max_tokens ?? body.max_completion_tokens ?? Number.POSITIVE_INFINITY);
  const thoughts = (accent.thinks?.(body) ?? true) ? script.thinking : [];
  // What was thought counts against the cap: when it is used up there is not a single word.
  const reasoning = Math.min(most, thoughts.length * PER_THOUGHT);
  const pieces = script.pieces.slice(0, most - reasoning);
  const isCut = reasoning + script.pieces.length > most;
  const tools = wantsTools && !isCut ? script.tools : [];
  const end = isCut ? 'length' : tools.length && script.end === 'stop' ? 'tools' : script.end;
  return {
    body,
    model,
    made,
    id: `chatcmpl-${String(made).padStart(8, '0')}`,
    script: { ...script, pieces },
    thoughts,
    calls: tools.map((tool, at) => ({ ...tool, id: accent.callId(made, at, model) })),
    finish: accent.ends?.[end] ?? ENDS[end] ?? end,
    counts: { prompt: PROMPT_TOKENS, completion: pieces.length + reasoning, reasoning },
    asksUsage: (body.stream_options as { include_usage?: unknown } | undefined)?.include_usage === true,
  };
}

const ENDS: Readonly<Record<string, string>> = { tools: 'tool_calls', refusal: 'content_filter' };

function play(answer: Answer, accent: Accent, refusalOf: (name: string) => Said): Said {
  const { script, thoughts } = answer;
  const inside = accent.inside ?? frameOfError;
  const done = script.quirks.has('no-done') ? [] : ['data: [DONE]\n\n'];
  const opening = accent.open?.(answer) ?? [];
  return streamed(
    script,
    {
      before: [
        STRANGE,
        ...opening,
        ...thoughts.flatMap((text, at) => accent.thought?.(answer, text, at) ?? []),
      ].map(toFrame),
      pieces: script.pieces.map((text, at) => accent.word(answer, text, at).map(toFrame)),
      after: [...accent.close(answer).map(toFrame), ...done],
      error: (name) => inside(refusalOf(name)),
    },
    { 'retry-after': '9', ...accent.headers },
  );
}

/** Nobody sends it yet. */
const STRANGE = 'id: 1\nretry: 3000\nevent: of-tomorrow\ndata: {"of_tomorrow":{"choices":[]}}\n\n';

export const toFrame = (chunk: Chunk): string =>
  typeof chunk === 'string' ? chunk : `data: ${JSON.stringify(chunk)}\n\n`;

/** The body of the refusal, alone. */
const frameOfError = ({ body }: Said): string => toFrame(asObjects([body])[0] ?? {});

/** A chunk around one choice. What `more` holds stands beside the choices, also instead of them. */
export const chunkOf = (
  { id, model }: Answer,
  delta: object,
  finish: string | null = null,
  more: object = {},
) => ({
  id,
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model,
  system_fingerprint: 'fp_0a1b2c',
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish, tomorrow: 0 }],
  a_field_of_tomorrow: [{}],
  ...more,
});

export const usageOf = ({ counts: { prompt, completion, reasoning } }: Answer, more: object = {}) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  ...(reasoning ? { completion_tokens_details: { reasoning_tokens: reasoning, tomorrow: null } } : {}),
  ...more,
});

/** Bit by bit: the id and the name first, then the arguments. */
export const inFragments = ({ calls }: Answer, isCounted = true): object[] =>
  calls.flatMap(({ id, name, args }, index) => {
    const place = isCounted ? { index } : { index: null };
    const after = isCounted ? place : { ...place, id: null };
    return [
      { tool_calls: [{ ...place, id, type: 'function', function: { name, arguments: '' } }] },
      ...fragments(args, 3).map((part) => ({ tool_calls: [{ ...after, function: { arguments: part } }] })),
    ];
  });

/** All at once. */
export const wholeCalls = ({ calls }: Answer): object[] =>
  calls.map(({ id, name, args }, index) => ({
    tool_calls: [{ id, type: 'function', function: { name, arguments: args }, index }],
  }));

/** A thought between tags that are cut in the middle, as some models write it into their answer. */
export function tagged({ thoughts }: Answer, text: string, at: number): string[] {
  const begin = at === 0 ? ['<th', `ink>${text}`] : [text];
  return at === thoughts.length - 1 ? [...begin, '</thi', 'nk>\n\n'] : begin;
}
