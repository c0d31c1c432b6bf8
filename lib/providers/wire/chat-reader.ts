/** An answer of chat completions, however it comes: bit by bit, at once, or as an error that began well. */
import { fail, problem } from '../../core/problem';
import { readAnswer } from '../../http/answer';
import { toSendError } from '../../http/send';
import type { Ending, Failed, Json, MakeCall, TextDone, Told } from '../makes';
import type { Echo, Members } from './chat-body';
import { Calls } from './chat-calls';
import { Details, readable } from './chat-details';
import { Thinking } from './chat-think';
import { type Usage, usageIn } from './chat-usage';
import type { ProblemCode } from './codes';
import { readEvents } from './events';
import { failedBy, failedInside, type Judge } from './failure';
import { asArray, asRecord, asText, at } from './read';

/** What was heard of the model's thoughts, for the echo. */
export interface Thought {
  readonly text: string;
  readonly details: readonly Json[];
}

export interface Reading {
  readonly judge?: Judge;
  /** Members of the model's message that must come back with it. */
  keep?(thought: Thought): Members | undefined;
  /** Whatever else a message may hold: pictures. */
  see?(message: unknown): void;
}

export async function readChat(
  response: Response,
  call: MakeCall,
  reading: Reading = {},
): Promise<TextDone | Failed> {
  if (!response.ok) return failedBy(response, reading.judge);
  const chat = new Chat(response.headers, call, reading);
  const isWhole = /json/i.test(response.headers.get('content-type') ?? '');
  return isWhole ? readWhole(response, chat, call.signal) : readStream(response, chat, call.signal);
}

const MOST_BYTES = 64 * 1024 * 1024;

async function readWhole(response: Response, chat: Chat, signal: AbortSignal): Promise<TextDone | Failed> {
  const { json } = await readAnswer(response, MOST_BYTES).catch((error: unknown) => {
    throw toSendError(error, signal);
  });
  if (json === undefined) fail('answer-malformed');
  return chat.take(json, '') ?? chat.done() ?? fail('answer-malformed');
}

async function readStream(response: Response, chat: Chat, signal: AbortSignal): Promise<TextDone | Failed> {
  let isTorn = false;
  try {
    for await (const { event, data } of readEvents(response)) {
      if (data.trim() === '[DONE]') break;
      // Only the very last event may be torn, when the connection was cut inside it.
      if (isTorn) fail('answer-malformed');
      const chunk = parsed(data);
      isTorn = chunk === undefined;
      const failed = chat.take(chunk, event);
      if (failed) return failed;
    }
  } catch (error) {
    // The model had ended before the connection did: only what it cost is missing.
    if (signal.aborted || !chat.isOver) throw toSendError(error, signal);
  }
  return chat.done() ?? fail('stream-cut');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

class Chat {
  readonly #calls = new Calls();
  readonly #details = new Details();
  readonly #content: Thinking;
  readonly #thoughts: Thinking;
  #thought = '';
  #usage: Usage | undefined;
  #generationId: string | undefined;
  #finish: string | undefined;
  #native: string | undefined;
  #isRefused = false;

  constructor(
    readonly headers: Headers,
    readonly call: MakeCall,
    readonly reading: Reading,
  ) {
    this.#content = new Thinking('text', this.#emit);
    this.#thoughts = new Thinking('thinking', this.#emit);
    this.#identify(headers.get('x-generation-id'));
  }

  /** The model said its last word. */
  get isOver(): boolean {
    return this.#finish !== undefined;
  }

  /** One chunk, or a whole answer. Returns the error that it holds. */
  take(heard: unknown, event: string): Failed | undefined {
    const chunk = asArray(heard)?.[0] ?? heard;
    this.#identify(at(chunk, 'id'));
    this.#usage = usageIn(chunk) ?? this.#usage;
    const choice = asArray(at(chunk, 'choices'))?.[0];
    const message = asRecord(at(choice, 'delta')) ?? asRecord(at(choice, 'message'));
    if (message) this.#takeMessage(message);
    this.#finish = asText(at(choice, 'finish_reason')) || this.#finish;
    this.#native = asText(at(choice, 'native_finish_reason')) || this.#native;
    return this.#errorIn(chunk, choice, event);
  }

  #takeMessage(message: { readonly [name: string]: unknown }): void {
    const { reasoning, reasoning_content, reasoning_details } = message;
    this.#details.take(reasoning_details);
    this.#thoughts.take(asText(reasoning) ?? asText(reasoning_content) ?? readable(reasoning_details));
    this.#takeContent(message.content);
    this.#calls.take(message.tool_calls);
    const refusal = asText(message.refusal);
    if (refusal) {
      this.#isRefused = true;
      this.call.partial({ is: 'refusal', text: refusal });
    }
    this.reading.see?.(message);
  }

  /** Text, or a list of parts: text and thoughts, which may be lists again. */
  #takeContent(content: unknown): void {
    if (typeof content === 'string') this.#content.take(content);
    for (const part of asArray(content) ?? []) {
      const thought = at(part, 'thinking');
      if (thought !== undefined) this.#thoughts.take(asText(thought) ?? readable(thought));
      else this.#content.take(asText(at(part, 'text')) ?? '');
    }
  }

  readonly #emit = (is: 'text' | 'thinking', text: string) => {
    if (is === 'thinking') this.#thought += text;
    this.call.partial({ is, text });
  };

  #identify(id: unknown): void {
    if (this.#generationId !== undefined || typeof id !== 'string' || id === '') return;
    this.#generationId = id;
    this.call.partial({ is: 'generation', id });
  }

  #errorIn(chunk: unknown, choice: unknown, event: string): Failed | undefined {
    const isError = event === 'error' || isComplaint(chunk);
    const ending = ENDED_BADLY[this.#finish ?? ''];
    const error = isError ? chunk : at(choice, 'error') ? choice : undefined;
    if (error === undefined && ending === undefined) return undefined;
    this.#flush();
    if (error !== undefined) return this.#withTold(failedInside(error, this.headers, this.reading.judge));
    return this.#withTold({ is: 'failed', problem: problem(ending ?? 'provider-failed'), charge: 'unknown' });
  }

  #withTold(failed: Failed): Failed {
    const told = this.#told();
    const isCharged = told.costUsd !== undefined && Number(told.costUsd) > 0;
    return { ...failed, ...told, ...(isCharged ? { charge: 'charged' } : {}) };
  }

  #told(): Told {
    const { tokens, costUsd } = this.#usage ?? {};
    return {
      ...(tokens ? { tokens } : {}),
      ...(costUsd === undefined ? {} : { costUsd }),
      ...(this.#generationId === undefined ? {} : { generationId: this.#generationId }),
    };
  }

  #flush(): void {
    this.#thoughts.end();
    this.#content.end();
  }

  /** Undefined when the answer ended without its own last word. */
  done(): TextDone | undefined {
    this.#flush();
    if (this.#finish === undefined) return undefined;
    const { calls, more } = this.#calls.done();
    const ending = this.#ending(calls.length);
    const echo = this.#echo(more);
    return {
      is: 'done',
      ending,
      finish: this.#native ?? this.#finish,
      // Cut ones are not to be run.
      calls: ending === 'tools' ? calls : [],
      ...(echo ? { echo } : {}),
      ...this.#told(),
    };
  }

  /** By what came, not by the word alone: some say "stop" when they want tools. */
  #ending(calls: number): Ending {
    const ending = ENDINGS[this.#finish ?? ''] ?? 'complete';
    if (this.#isRefused) return 'refused';
    return ending === 'complete' && calls > 0 ? 'tools' : ending;
  }

  #echo(calls: Members): Json | undefined {
    const thought = { text: this.#thought, details: this.#details.done() };
    const message = this.reading.keep?.(thought);
    const hasCalls = Object.keys(calls).length > 0;
    if (!message && !hasCalls) return undefined;
    const echo: Echo = { ...(message ? { message } : {}), ...(hasCalls ? { calls } : {}) };
    return { ...echo } as Json;
  }
}

/** Wrapped, marked, or bare in the place of an answer. */
const isComplaint = (chunk: unknown): boolean =>
  Boolean(at(chunk, 'error')) ||
  at(chunk, 'object') === 'error' ||
  (at(chunk, 'choices') === undefined && Boolean(at(chunk, 'message') ?? at(chunk, 'detail')));

const ENDINGS: Readonly<Record<string, Ending>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'refused',
  refusal: 'refused',
};

const ENDED_BADLY: Readonly<Record<string, ProblemCode>> = {
  error: 'provider-failed',
  insufficient_system_resource: 'provider-busy',
};
