// https://ai.google.dev/api/generate-content, /gemini-api/docs/function-calling and /thought-signatures (read until 2026-11-10)
import type { Ending, Failed, MakeCall, TextDone, TextMaker, Tokens, ToolCall } from '../../makes';
import { newToolId } from '../../wire/chat-calls';
import { asArray, asRecord, asText, at, type Json } from '../../wire/read';
import { asJson, asNumber, readToEnd } from '../../wire/stream';
import { API, headers, judge } from './api';
import { bodyOf } from './body';
import { models } from './models';

export const text: TextMaker = {
  models,
  // The service goes on writing when nobody listens any more.
  whenStopped: 'billed-whole',
  start(input, call) {
    const model = encodeURIComponent(input.model.replace(/^models\//, ''));
    const answer = new Answer(call);
    return readToEnd(
      call,
      {
        url: `${API}/models/${model}:streamGenerateContent?alt=sse`,
        headers: headers(call.secret.apiKey ?? ''),
        body: bodyOf(input),
        judge,
      },
      (event, failed) => answer.take(event, failed),
    );
  },
};

class Answer {
  /** What goes back as it came: signed, called, said. */
  readonly #parts: Json[] = [];
  readonly #calls: ToolCall[] = [];
  #usage: Json | undefined;
  #id: string | undefined;

  constructor(readonly call: MakeCall) {}

  take(event: Json, failed: (envelope: unknown) => Failed): TextDone | Failed | undefined {
    // Of the whole answer so far, in every event.
    this.#usage = asRecord(event.usageMetadata) ?? this.#usage;
    this.#begin(asText(event.responseId));
    if (event.error !== undefined) return { ...failed(event), ...this.#told() };
    const candidate = asArray(event.candidates)?.[0];
    for (const part of asArray(at(candidate, 'content', 'parts')) ?? []) this.#put(asRecord(part) ?? {});
    const blocked = asText(at(event.promptFeedback, 'blockReason'));
    if (blocked) return this.#done(blocked, 'refused');
    const finish = asText(at(candidate, 'finishReason'));
    if (finish && BROKEN.test(finish)) {
      const message = asText(at(candidate, 'finishMessage')) ?? finish;
      return { ...failed({ error: { status: finish, message } }), ...this.#told() };
    }
    return finish ? this.#done(finish, endingOf(finish, this.#calls.length > 0)) : undefined;
  }

  #begin(id: string | undefined): void {
    if (!id || this.#id) return;
    this.#id = id;
    this.call.partial({ is: 'generation', id });
  }

  #put(part: Json): void {
    const said = asText(part.text) ?? '';
    const isThought = part.thought === true;
    if (said) this.call.partial({ is: isThought ? 'thinking' : 'text', text: said });
    const name = asText(at(part, 'functionCall', 'name'));
    if (name)
      this.#calls.push({
        id: asText(at(part, 'functionCall', 'id')) || newToolId(),
        name,
        args: JSON.stringify(asRecord(at(part, 'functionCall', 'args')) ?? {}),
      });
    if (name || (part.thoughtSignature && !part.functionCall)) this.#parts.push(part);
    else if (said && !isThought) this.#append(said);
  }

  /** Words that nobody signed are one part, in however many they came. */
  #append(said: string): void {
    const last = this.#parts.at(-1);
    const isOpen = last !== undefined && Object.keys(last).join() === 'text';
    if (isOpen) this.#parts.pop();
    this.#parts.push({ text: `${isOpen ? last.text : ''}${said}` });
  }

  #done(finish: string, ending: Ending): TextDone {
    const isWhole = ending === 'complete' || ending === 'tools';
    const isOwn = this.#parts.some((part) => part.thoughtSignature || part.functionCall);
    return {
      is: 'done',
      ending,
      finish,
      calls: ending === 'tools' ? this.#calls : [],
      ...(isWhole && isOwn ? { echo: asJson(this.#parts) } : {}),
      ...this.#told(),
    };
  }

  #told() {
    const tokens = tokensOf(this.#usage);
    return { ...(tokens ? { tokens } : {}), ...(this.#id ? { generationId: this.#id } : {}) };
  }
}

/** The model began something that is no answer. */
const BROKEN = /^(MALFORMED|UNEXPECTED|TOO_MANY|MISSING|OTHER)/;
const REFUSED = /^(SAFETY|RECITATION|LANGUAGE|BLOCKLIST|PROHIBITED_CONTENT|SPII|IMAGE_)/;
/** Cut by our cap, or by the most that a model writes in one call. */
const CUT = /^(MAX_TOKENS|CONTINUATION)$/;

function endingOf(finish: string, hasCalls: boolean): Ending {
  if (CUT.test(finish)) return 'length';
  if (REFUSED.test(finish)) return 'refused';
  return hasCalls ? 'tools' : 'complete';
}

/** Thoughts are counted apart from the answer, and billed like it. */
function tokensOf(usage: Json | undefined): Tokens | undefined {
  const count = (name: string) => asNumber(usage?.[name]);
  const input = count('promptTokenCount');
  if (input === undefined) return undefined;
  const cachedInput = count('cachedContentTokenCount');
  const reasoning = count('thoughtsTokenCount');
  return {
    input: input + (count('toolUsePromptTokenCount') ?? 0),
    output: (count('candidatesTokenCount') ?? 0) + (reasoning ?? 0),
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}
