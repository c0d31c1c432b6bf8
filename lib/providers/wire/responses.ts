/** The Responses protocol: an answer is a list of items, told by events that each name their type; the last one tells how it ended. */
import { timesUsd } from '../../core/money';
import type { Ending, Failed, MakeCall, TextDone, TextInput, Tokens, ToolCall } from '../makes';
import type { Judge } from './failure';
import { asArray, asRecord, asText, at, type Json } from './read';
import { responsesBody } from './responses-body';
import { asJson, asNumber, readToEnd } from './stream';

export interface Responses {
  /** Whose echoes are replayed. */
  readonly provider: string;
  readonly url: string;
  readonly judge: Judge;
  headers(call: MakeCall): Readonly<Record<string, string>>;
  /** What not every model takes: reasoning, what to include, temperature. */
  extras(input: TextInput): Readonly<Record<string, unknown>>;
}

export function askResponses(
  protocol: Responses,
  input: TextInput,
  call: MakeCall,
): Promise<TextDone | Failed> {
  const { judge, url, provider } = protocol;
  const body = { ...responsesBody(input, provider), ...protocol.extras(input) };
  const answer = new Answer(call);
  const asked = { url, judge, headers: protocol.headers(call), body };
  return readToEnd<TextDone | Failed>(call, asked, (event, failed) => {
    const type = answer.take(event);
    if (type === 'response.completed' || type === 'response.incomplete') return answer.done(event.response);
    const error = type === 'response.failed' ? at(event, 'response', 'error') : (event.error ?? event);
    // The error comes as an event of its own, as a bare line, or as the end of the response.
    if (type !== 'error' && type !== 'response.failed' && event.error === undefined) return undefined;
    return { ...failed(typeof error === 'string' ? event : { error }), ...answer.told(event.response) };
  });
}

class Answer {
  readonly #items = new Map<unknown, Record<string, unknown>>();
  #id: string | undefined;
  #isRefused = false;

  constructor(readonly call: MakeCall) {}

  take(event: Json): string {
    const type = asText(event.type) ?? '';
    const delta = asText(event.delta) ?? '';
    const index = event.output_index;
    if (type === 'response.created') this.#begin(asText(at(event, 'response', 'id')));
    else if (type === 'response.output_item.added' || type === 'response.output_item.done')
      this.#put(index, event.item);
    else if (type.startsWith('response.function_call_arguments.'))
      this.#put(index, {
        arguments: asText(event.arguments) ?? `${asText(this.#items.get(index)?.arguments) ?? ''}${delta}`,
      });
    else if (type === 'response.reasoning_summary_part.added' && event.summary_index !== 0)
      this.#tell('thinking', '\n\n');
    else this.#tell(TEXTS[type], delta);
    return type;
  }

  told(response: unknown) {
    const usage = at(response, 'usage');
    const tokens = tokensOf(usage);
    const ticks = asNumber(at(usage, 'cost_in_usd_ticks'));
    return {
      ...(tokens ? { tokens } : {}),
      ...(ticks === undefined ? {} : { costUsd: timesUsd(USD_OF_A_TICK, ticks) }),
      ...(this.#id ? { generationId: this.#id } : {}),
    };
  }

  done(response: unknown): TextDone {
    const told: readonly Json[] = [...this.#items]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, item]) => item);
    const items = told.length > 0 ? told : outputOf(response);
    const calls = items.flatMap(toCall);
    const reason = asText(at(response, 'incomplete_details', 'reason'));
    const isCut = at(response, 'status') === 'incomplete' || reason !== undefined;
    const ending = this.#endingOf(isCut, reason, calls.length > 0);
    const echo = isCut || this.#isRefused ? [] : toEcho(items);
    return {
      is: 'done',
      ending,
      finish: reason ?? asText(at(response, 'status')),
      calls: ending === 'tools' ? calls : [],
      ...(echo.length ? { echo: asJson(echo) } : {}),
      ...this.told(response),
    };
  }

  #endingOf(isCut: boolean, reason: string | undefined, hasCalls: boolean): Ending {
    if (isCut) return reason === 'content_filter' ? 'refused' : 'length';
    if (hasCalls) return 'tools';
    return this.#isRefused ? 'refused' : 'complete';
  }

  #begin(id: string | undefined): void {
    if (!id || this.#id) return;
    this.#id = id;
    this.call.partial({ is: 'generation', id });
  }

  #put(index: unknown, parts: unknown): void {
    this.#items.set(index, { ...this.#items.get(index), ...asRecord(parts) });
  }

  #tell(is: 'text' | 'thinking' | 'refusal' | undefined, text: string): void {
    if (!is || !text) return;
    if (is === 'refusal') this.#isRefused = true;
    this.call.partial({ is, text });
  }
}

const outputOf = (response: unknown): readonly Json[] =>
  (asArray(at(response, 'output')) ?? []).map(asRecord).filter((item) => item !== undefined);

const TEXTS: Readonly<Record<string, 'text' | 'thinking' | 'refusal'>> = {
  'response.output_text.delta': 'text',
  'response.refusal.delta': 'refusal',
  'response.reasoning_summary_text.delta': 'thinking',
  'response.reasoning_text.delta': 'thinking',
};

/** Results name the call, not its item. */
function toCall(item: Json): ToolCall[] {
  const id = asText(item.call_id) ?? asText(item.id);
  const name = asText(item.name);
  if (item.type !== 'function_call' || !id || !name) return [];
  return [{ id, name, args: asText(item.arguments)?.trim() || '{}' }];
}

/**
 * Worth sending back only for the reasoning in it, which nobody keeps but us. It is refused without its sealed content,
 * and without what it led to.
 */
function toEcho(items: readonly Json[]): readonly Json[] {
  const kept = items.filter((item) => item.type !== 'reasoning' || item.encrypted_content);
  const last = kept.findLastIndex((item) => item.type !== 'reasoning');
  const whole = kept.slice(0, last + 1);
  return whole.some((item) => item.type === 'reasoning') ? whole : [];
}

const USD_OF_A_TICK = '0.0000000001';

/** Some count the reasoning apart from the output: then only the total tells all of it. */
function tokensOf(usage: unknown): Tokens | undefined {
  const count = (...path: string[]) => asNumber(at(usage, ...path));
  const input = count('input_tokens');
  const output = count('output_tokens');
  if (input === undefined || output === undefined) return undefined;
  const cachedInput = count('input_tokens_details', 'cached_tokens');
  const reasoning = count('output_tokens_details', 'reasoning_tokens');
  return {
    input,
    output: Math.max(output, (count('total_tokens') ?? 0) - input),
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}
