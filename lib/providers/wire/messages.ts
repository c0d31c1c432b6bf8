/**
 * The Messages protocol: an answer is a list of blocks that grow by deltas. They are kept as they came, signatures and
 * all, because a provider refuses its own words when they come back changed.
 */
import type { Ending, Failed, MakeCall, TextDone, TextInput, Tokens, ToolCall } from '../makes';
import type { Judge } from './failure';
import { messagesBody } from './messages-body';
import { asRecord, asText, at, type Json } from './read';
import { asArguments, asJson, asNumber, readToEnd } from './stream';

export interface Messages {
  /** Whose echoes are replayed. */
  readonly provider: string;
  readonly url: string;
  readonly judge: Judge;
  headers(input: TextInput, call: MakeCall): Readonly<Record<string, string>>;
  /** What not every model takes: thinking, effort, temperature. */
  extras(input: TextInput): Readonly<Record<string, unknown>>;
}

export function askMessages(
  protocol: Messages,
  input: TextInput,
  call: MakeCall,
): Promise<TextDone | Failed> {
  const { judge, url, provider } = protocol;
  const headers = protocol.headers(input, call);
  const body = { ...messagesBody(input, provider), ...protocol.extras(input) };
  const message = new Message(call);
  return readToEnd<TextDone | Failed>(call, { url, judge, headers, body }, (event, failed) => {
    if (event.type === 'error') return { ...failed(event), ...message.generation() };
    message.take(event);
    return event.type === 'message_stop' ? message.done() : undefined;
  });
}

interface Block {
  /** As it began, with what the deltas added. */
  readonly value: Record<string, unknown>;
  /** The arguments of a call, still in pieces. */
  json: string;
}

class Message {
  readonly #blocks = new Map<unknown, Block>();
  #usage: Json = {};
  #stop: string | undefined;
  #id: string | undefined;

  constructor(readonly call: MakeCall) {}

  take(event: Json): void {
    if (event.type === 'message_start') this.#begin(asRecord(event.message));
    else if (event.type === 'content_block_start') this.#open(event);
    else if (event.type === 'content_block_delta') this.#grow(event);
    else if (event.type === 'message_delta') this.#end(event);
  }

  generation = () => (this.#id ? { generationId: this.#id } : {});

  done(): TextDone {
    const blocks = [...this.#blocks.values()];
    const calls = blocks.filter(isCall).map(toCall);
    const ending = endingOf(this.#stop, calls.length > 0);
    const tokens = tokensOf(this.#usage);
    return {
      is: 'done',
      ending,
      finish: this.#stop,
      calls: ending === 'tools' ? calls : [],
      echo: asJson(echoOf(blocks, ending)),
      ...(tokens ? { tokens } : {}),
      ...this.generation(),
    };
  }

  /** Gateways send it twice: the first one counts. */
  #begin(message: Json | undefined): void {
    if (this.#id) return;
    this.#usage = asRecord(message?.usage) ?? {};
    this.#id = asText(message?.id);
    if (this.#id) this.call.partial({ is: 'generation', id: this.#id });
  }

  #open({ index, content_block }: Json): void {
    const value = { ...asRecord(content_block) };
    this.#blocks.set(index, { value, json: '' });
    this.#tell('text', value.text);
    this.#tell('thinking', value.thinking);
  }

  #grow({ index, delta }: Json): void {
    const block = this.#blocks.get(index);
    if (!block) return;
    const json = asText(at(delta, 'partial_json'));
    const signature = asText(at(delta, 'signature'));
    if (json) block.json += json;
    if (signature) block.value.signature = signature;
    for (const name of ['text', 'thinking'] as const) {
      const more = asText(at(delta, name));
      if (more) block.value[name] = `${asText(block.value[name]) ?? ''}${more}`;
      this.#tell(name, more);
    }
  }

  /** Counts are of the whole message so far: they replace what was told before. */
  #end({ delta, usage }: Json): void {
    const told = Object.entries(asRecord(usage) ?? {}).filter(([, value]) => value !== null);
    this.#usage = { ...this.#usage, ...Object.fromEntries(told) };
    this.#stop = asText(at(delta, 'stop_reason')) ?? this.#stop;
    this.#tell('refusal', at(delta, 'stop_details', 'explanation'));
  }

  #tell(is: 'text' | 'thinking' | 'refusal', text: unknown): void {
    if (typeof text === 'string' && text) this.call.partial({ is, text });
  }
}

const isCall = ({ value }: Block) => value.type === 'tool_use';

function toCall({ value, json }: Block): ToolCall {
  const whole = JSON.stringify(asRecord(value.input) ?? {});
  return { id: asText(value.id) ?? '', name: asText(value.name) ?? '', args: json.trim() || whole };
}

const ENDINGS: Readonly<Record<string, Ending>> = {
  refusal: 'refused',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  pause_turn: 'paused',
};

const endingOf = (stop: string | undefined, hasCalls: boolean): Ending =>
  ENDINGS[stop ?? ''] ?? (hasCalls ? 'tools' : 'complete');

/**
 * What may be sent back. A refused turn is refused again when it is, so nothing of it; of a turn that was cut, neither
 * calls that nobody answers nor thoughts that nobody signed.
 */
function echoOf(blocks: readonly Block[], ending: Ending): readonly Json[] {
  if (ending === 'refused') return [];
  const kept = blocks.filter(
    ({ value }) =>
      !(value.type === 'text' && value.text === '') &&
      !(value.type === 'thinking' && !value.signature) &&
      !(value.type === 'tool_use' && ending === 'length'),
  );
  const isOnlyThought = kept.every(({ value }) => /thinking$/.test(asText(value.type) ?? ''));
  return isOnlyThought && ending !== 'paused' ? [] : kept.map(toEcho);
}

const toEcho = ({ value, json }: Block): Json =>
  json.trim() ? { ...value, input: asArguments(json) } : value;

function tokensOf(usage: Json): Tokens | undefined {
  const count = (name: string) => asNumber(usage[name]) ?? 0;
  const output = asNumber(usage.output_tokens);
  if (output === undefined) return undefined;
  const cachedInput = count('cache_read_input_tokens');
  const reasoning = asNumber(at(usage.output_tokens_details, 'thinking_tokens'));
  return {
    input: count('input_tokens') + count('cache_creation_input_tokens') + cachedInput,
    output,
    cachedInput,
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}
