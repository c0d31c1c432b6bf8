import { createParser } from 'eventsource-parser';
import { fail } from '../../core/problem';

/** One server-sent event. `event` is empty where the server named none. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

interface Caps {
  /** Letters of one event, and bytes of the whole answer. */
  readonly event: number;
  readonly whole: number;
}

const MEGA = 1024 * 1024;
const CAPS: Caps = { event: 32 * MEGA, whole: 256 * MEGA };

/**
 * The events of an answer as they arrive, however the wire cut them. It throws what the connection throws; a plain end
 * is no proof of a whole answer: the protocol's own last word is. Whoever stops reading hangs up.
 */
export async function* readEvents(response: Response, caps: Caps = CAPS): AsyncGenerator<StreamEvent, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const found: StreamEvent[] = [];
  const parser = createParser({
    maxBufferSize: caps.event,
    onEvent: ({ event = '', data }) => found.push({ event, data }),
    // Lines that are no events are ignored, as the standard wants; only the cap is trouble.
    onError: ({ type }) => type === 'max-buffer-size-exceeded' && tooLong(caps.event),
  });
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      size += value?.length ?? 0;
      if (size > caps.whole) tooLong(caps.whole);
      // An event at the very end may lack its blank line.
      parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
      yield* found.splice(0);
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

const tooLong = (cap: number) => fail('answer-too-long', { megabytes: cap / MEGA });
