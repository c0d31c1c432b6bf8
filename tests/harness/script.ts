/**
 * What a stand-in makes is written in the prompt, so that one test, in a browser or without, says what happens:
 * `pieces=50 every=20 gap=45000@10 drop@20 error=overloaded@5 think=3 tool=now({}) say="…"`. Anything else in the
 * prompt is answered with a few plain sentences. Each stand-in plays it in its own dialect.
 */
import { KNOWN } from './known-answers';

export interface Script {
  /** The answer, cut into the pieces that are sent one by one. `long=1000000` is one line without an end. */
  readonly pieces: readonly string[];
  /** Between two pieces. */
  readonly everyMs: number;
  /** A silence before the piece of that number. */
  readonly gap: { readonly ms: number; readonly at: number } | undefined;
  /** The connection dies before that piece; 0 is before the first byte of the answer. */
  readonly dropAt: number | undefined;
  /** The service's own error, by a name that its stand-in knows, before that piece; undefined: instead of an answer. */
  readonly error: { readonly name: string; readonly at: number | undefined } | undefined;
  /** Only so many first requests fail with the error: `error=busy*2`. */
  readonly errorTimes: number;
  readonly thinking: readonly string[];
  readonly tools: readonly { readonly name: string; readonly args: string }[];
  /** How it ends: `stop`, `length`, `refusal`, … in our words; the stand-in has its own. */
  readonly end: string;
  /** How usage is told: `last`, `bare`, `legacy`, `none`. */
  readonly usage: string;
  /** `no-done`, `crlf`, `comments`, `bytes` (one byte at a time) … */
  readonly quirks: ReadonlySet<string>;
}

const PLAIN = ['This ', 'is ', 'an ', 'answer ', 'in ', 'plain ', 'words', '.'];

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

export function readScript(prompt: string): Script {
  const word = (name: string) => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(prompt)?.[1];
  const said = KNOWN[prompt] ?? /(?:^|\s)say="([^"]*)"/.exec(prompt)?.[1]?.replaceAll('\\n', '\n');
  const gap = /(?:^|\s)gap=(\d+)@(\d+)/.exec(prompt);
  const error = /(?:^|\s)error=([a-z0-9-]+)(?:@(\d+))?(?:\*(\d+))?/.exec(prompt);
  const count = numberOf(word('pieces'));
  const long = numberOf(word('long'));
  const thoughts = Number(word('think') ?? 0);
  const piecesOf = () => {
    if (said !== undefined) return cut(said, Number(word('cut') ?? 7));
    if (long !== undefined) return cut('x'.repeat(long), 20_000);
    return count ? numbered(count) : PLAIN;
  };
  return {
    pieces: piecesOf(),
    everyMs: Number(word('every') ?? 0),
    gap: gap ? { ms: Number(gap[1]), at: Number(gap[2]) } : undefined,
    dropAt: numberOf(/(?:^|\s)drop@(\d+)/.exec(prompt)?.[1]),
    error: error ? { name: error[1] ?? '', at: numberOf(error[2]) } : undefined,
    errorTimes: Number(error?.[3] ?? Number.POSITIVE_INFINITY),
    thinking: Array.from({ length: thoughts }, (_, at) => `Thought ${at + 1}. `),
    tools: [...prompt.matchAll(/(?:^|\s)tool=([a-z_]+)\((\{.*?\})\)/g)].map(([, name = '', args = '{}']) => ({
      name,
      args,
    })),
    end: word('end') ?? 'stop',
    usage: word('usage') ?? 'last',
    quirks: new Set(word('quirks')?.split(',') ?? []),
  };
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `word${at + 1} `);

/** By characters, not by UTF-16 halves: what a service sends is always whole characters. */
function cut(text: string, size: number): string[] {
  const letters = [...text];
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, at) =>
    letters.slice(at * size, (at + 1) * size).join(''),
  );
}

/** The whole text a script answers with. */
export const answerOf = (script: Script): string => script.pieces.join('');

/** How a stand-in sends an answer bit by bit. */
export interface Sending {
  /** Resolves when the bytes are on their way. */
  write(text: string | Uint8Array): Promise<void>;
  /** A silence, which ends early when the caller is gone. */
  wait(ms: number): Promise<void>;
  /** Cuts the connection. */
  drop(): void;
  /** The caller hung up. */
  readonly isGone: boolean;
}
