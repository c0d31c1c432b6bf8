/** Plays a script whose answer is a row of frames: silences, drops, errors in the middle, and the oddities of any wire. */
import type { Script, Sending } from './script';
import type { Said } from './stand-ins/shape';

export interface Frames {
  /** Before the first piece: greeting, thoughts. */
  readonly before: readonly string[];
  /** The frames of each piece. */
  readonly pieces: readonly (readonly string[])[];
  readonly after: readonly string[];
  /** The service's own error in the middle of an answer, by its name. */
  error(name: string): string;
}

export async function playFrames(script: Script, frames: Frames, sending: Sending): Promise<void> {
  const write = (frame: string) => writeOddly(script.quirks, frame, sending);
  const { error, dropAt, gap } = script;
  const isFirst = script.quirks.has('error-first');
  if (error?.at === 0 && isFirst) return write(frames.error(error.name));
  for (const frame of frames.before) await write(frame);
  const moments: readonly (readonly string[])[] = [...frames.pieces, frames.after];
  for (const [at, piece] of moments.entries()) {
    if (sending.isGone || (at === frames.pieces.length && script.quirks.has('no-end'))) return;
    if (gap?.at === at) await sending.wait(gap.ms);
    if (dropAt === at && at > 0) return sending.drop();
    if (error?.at === at) return write(frames.error(error.name));
    for (const frame of piece) await write(frame);
    if (script.everyMs && at < frames.pieces.length) await sending.wait(script.everyMs);
  }
}

async function writeOddly(quirks: ReadonlySet<string>, frame: string, sending: Sending): Promise<void> {
  const commented = quirks.has('comments') ? `: keep-alive\n\n${frame}` : frame;
  const ended = quirks.has('crlf') ? commented.replace(/\r?\n/g, '\r\n') : commented;
  if (!quirks.has('bytes')) return sending.write(ended);
  for (const byte of Buffer.from(ended)) await sending.write(Uint8Array.of(byte));
}

/** `event:` and `data:`, as most name them. */
export const frameOf = (event: string, data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** An answer in events, billed from its first byte on; `drop@0` loses even that. */
export const streamed = (
  script: Script,
  frames: Frames,
  headers: Readonly<Record<string, string>> = {},
): Said =>
  script.dropAt === 0
    ? { status: 200, isBilled: true, isDropped: true }
    : {
        status: 200,
        isBilled: true,
        headers: { 'content-type': 'text/event-stream; charset=utf-8', ...headers },
        stream: (sending) => playFrames(script, frames, sending),
      };

/** `x2`: the first two requests with this prompt and key fail, later ones do not. */
export class Turns {
  readonly #asked = new Map<string, number>();

  /** The script as it is this time. */
  next(script: Script, who: string): Script {
    if (!script.error || !Number.isFinite(script.errorTimes)) return script;
    const key = `${who} ${JSON.stringify([script.pieces, script.error, script.errorTimes])}`;
    const asked = (this.#asked.get(key) ?? 0) + 1;
    this.#asked.set(key, asked);
    return asked > script.errorTimes ? { ...script, error: undefined } : script;
  }
}

/** Cut into so many pieces, none of them empty; nothing stays nothing. */
export function fragments(text: string, count: number): string[] {
  const size = Math.max(1, Math.ceil(text.length / count));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
}
