/** Plays a script over the Responses protocol: items that open, grow and close, and no last word but the end itself. */
import { type Frames, fragments, frameOf } from './frame-play';
import { sealOf } from './responses-input';
import type { Script } from './script';

/** How one service speaks it. */
export interface Voice {
  /** Of this answer, for the ids of its items. */
  readonly number: number;
  readonly id: string;
  readonly model: unknown;
  /** Whether what was thought is told, only sealed, or was not thought at all. */
  readonly thinking: 'told' | 'sealed' | 'none';
  readonly isSealed: boolean;
  callId(at: number): string;
  readonly callPieces: number;
  /** More members of each delta. */
  readonly padding: object;
  readonly usage: object;
  /** As an event of its own, and as the end of a response that failed. */
  error(name: string): object;
}

type Item = Readonly<Record<string, unknown>>;

export function responseFrames(script: Script, voice: Voice): Frames {
  let number = 0;
  const event = (type: string, data: object): string =>
    frameOf(type, { sequence_number: number++, ...data, type });
  const output: Item[] = [];
  const response = (more: object) => ({
    response: {
      id: voice.id,
      object: 'response',
      created_at: 1_790_000_000,
      model: voice.model,
      error: null,
      incomplete_details: null,
      output: [],
      store: false,
      a_field_of_tomorrow: null,
      ...more,
    },
  });
  const add = (item: Item): string =>
    event('response.output_item.added', { output_index: output.push(item) - 1, item });
  const done = (at: number, item: Item): string => {
    output[at] = item;
    return event('response.output_item.done', { output_index: at, item });
  };

  const before = [
    event('response.created', response({ status: 'in_progress' })),
    event('response.in_progress', response({ status: 'in_progress' })),
    event('response.tomorrow', { output_index: 9, delta: 'x' }),
    ...(voice.thinking === 'none' ? [] : thoughts(script, voice, { event, add, done })),
  ];
  const said = message(script, voice, { event, add, done, at: output.length });
  const after = [
    ...said.after,
    ...script.tools.flatMap((tool, at) => call(tool, at, voice, { event, add, done, index: output.length })),
    end(script, { ...voice, output }, event, response),
  ];
  return {
    before: [...before, ...said.before],
    pieces: said.pieces,
    after,
    error: (name) =>
      script.quirks.has('failed')
        ? event('response.failed', response({ status: 'failed', error: voice.error(name) }))
        : errorFrame(script, event, voice.error(name)),
  };
}

/** In the event itself, in a member of it, or as a line that is no event of the protocol at all. */
function errorFrame({ quirks }: Script, event: Telling['event'], error: object): string {
  if (quirks.has('bare')) return `data: ${JSON.stringify(error)}\n\n`;
  return event('error', quirks.has('nested') ? { error } : error);
}

interface Telling {
  event(type: string, data: object): string;
  add(item: Item): string;
  done(at: number, item: Item): string;
}

function thoughts(script: Script, voice: Voice, { event, add, done }: Telling): string[] {
  const item = { id: `rs_${voice.number}`, type: 'reasoning', summary: [] };
  const about = { item_id: item.id, output_index: 0, summary_index: 0 };
  const text = script.thinking.join('');
  const isTold = voice.thinking === 'told';
  const part = { type: 'summary_text', text: '' };
  return [
    add(item),
    ...(isTold
      ? [
          event('response.reasoning_summary_part.added', { ...about, part }),
          ...script.thinking.map((delta) =>
            event('response.reasoning_summary_text.delta', { ...about, delta, ...voice.padding }),
          ),
          event('response.reasoning_summary_text.done', { ...about, text }),
        ]
      : []),
    done(0, {
      ...item,
      summary: isTold ? [{ ...part, text }] : [],
      ...(voice.isSealed ? { encrypted_content: sealOf(item.id) } : {}),
    }),
  ];
}

/** Words, or a refusal in their place. */
function message(script: Script, voice: Voice, { event, add, done, at }: Telling & { readonly at: number }) {
  const isRefused = script.end === 'refusal';
  const kind = isRefused ? 'refusal' : 'output_text';
  const name = isRefused ? 'refusal' : 'text';
  const item = { id: `msg_${voice.number}`, type: 'message', role: 'assistant', content: [] };
  const about = { item_id: item.id, output_index: at, content_index: 0 };
  const part = (words: string) =>
    isRefused ? { type: kind, refusal: words } : { type: kind, text: words, annotations: [], logprobs: [] };
  const whole = script.pieces.join('');
  if (!whole) return { before: [], pieces: [], after: [] };
  return {
    before: [
      add({ ...item, status: 'in_progress' }),
      event('response.content_part.added', { ...about, part: part('') }),
    ],
    pieces: script.pieces.map((delta) => [
      event(`response.${kind}.delta`, { ...about, delta, ...voice.padding }),
    ]),
    after: [
      event(`response.${kind}.done`, { ...about, [name]: whole }),
      event('response.content_part.done', { ...about, part: part(whole) }),
      done(at, { ...item, status: 'completed', content: [part(whole)] }),
    ],
  };
}

/** The id of the item is not the id of the call. */
function call(
  { name, args }: Script['tools'][number],
  at: number,
  voice: Voice,
  { event, add, done, index }: Telling & { readonly index: number },
): string[] {
  const isLed = voice.thinking !== 'none' && voice.isSealed;
  const item = {
    id: `fc_${isLed ? 't' : ''}${voice.number}_${at}`,
    type: 'function_call',
    call_id: voice.callId(at),
    name,
    arguments: '',
  };
  const about = { item_id: item.id, output_index: index };
  return [
    add({ ...item, status: 'in_progress' }),
    ...fragments(args, voice.callPieces).map((delta) =>
      event('response.function_call_arguments.delta', { ...about, delta, ...voice.padding }),
    ),
    event('response.function_call_arguments.done', { ...about, arguments: args }),
    done(index, { ...item, arguments: args, status: 'completed' }),
  ];
}

const REASONS: Readonly<Record<string, string>> = { length: 'max_output_tokens', filter: 'content_filter' };

function end(
  { end: word }: Script,
  { usage, output }: Voice & { readonly output: readonly Item[] },
  event: Telling['event'],
  response: (more: object) => object,
): string {
  const reason = REASONS[word];
  const status = reason ? 'incomplete' : 'completed';
  const incomplete_details = reason ? { reason } : null;
  return event(`response.${status}`, response({ status, incomplete_details, output, usage }));
}
