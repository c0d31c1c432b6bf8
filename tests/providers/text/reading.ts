/** One recorded answer through the reader of chat completions, cut on its way as the test says. */
import { utf8 } from '../../../lib/core/bytes';
import type { Delta, Failed, TextDone } from '../../../lib/providers/makes';
import { type Reading, readChat } from '../../../lib/providers/wire/chat-reader';

export interface Heard {
  readonly text: string;
  readonly thinking: string;
  readonly refusal: string;
  readonly generation: string | undefined;
  readonly outcome: TextDone | Failed;
}

/** The events, each a chunk, a line of its own, or an event with a name. */
export const stream = (...events: readonly (object | string)[]): string =>
  events
    .map((event) => (typeof event === 'string' ? `${event}\n\n` : `data: ${JSON.stringify(event)}\n\n`))
    .join('');

export async function hear(
  pieces: readonly Uint8Array<ArrayBuffer>[],
  reading: Reading = {},
  init: ResponseInit = { headers: { 'content-type': 'text/event-stream' } },
): Promise<Heard> {
  const deltas: Delta[] = [];
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const call = {
    kind: '',
    secret: {},
    fetch: () => Promise.reject(new Error('nothing is sent')),
    signal: new AbortController().signal,
    partial: (delta: Delta) => deltas.push(delta),
  };
  const outcome = await readChat(new Response(body, init), call, reading);
  const said = (is: 'text' | 'thinking' | 'refusal') =>
    deltas.map((delta) => (delta.is === is ? delta.text : '')).join('');
  const generations = deltas.flatMap((delta) => (delta.is === 'generation' ? [delta.id] : []));
  if (generations.length > 1) throw new Error('the handle was told twice');
  return {
    text: said('text'),
    thinking: said('thinking'),
    refusal: said('refusal'),
    generation: generations[0],
    outcome,
  };
}

export const hearText = (text: string, reading?: Reading, init?: ResponseInit) =>
  hear([utf8(text)], reading, init);

/** At these places. */
export function cutAt(text: string, places: readonly number[]): Uint8Array<ArrayBuffer>[] {
  const bytes = utf8(text);
  const ends = [...places.filter((place) => place <= bytes.length), bytes.length];
  return ends.map((end, at) => bytes.slice(ends[at - 1] ?? 0, end));
}
