/**
 * Chromium over its debugging pipe, with nothing attached but what is asked for. The usual drivers attach to every
 * page and worker and listen to all they do, which is part of the time that would be measured.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright-core';

export interface Session {
  readonly send: CDPSession['send'];
}

/** What the browser tells unasked, of the sessions that enabled it. */
export interface Told {
  readonly method: string;
  readonly params: unknown;
  readonly sessionId?: string;
}

export interface Pipe extends Session {
  /** A session with one target: a page, or the worker. */
  session(sessionId: string): Session;
  /** Returns what ends it. */
  listen(hear: (told: Told) => void): () => void;
  /** Settles when the program is gone. */
  readonly ended: Promise<void>;
}

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

interface Answer extends Partial<Told> {
  readonly id?: number;
  readonly result?: never;
  readonly error?: { readonly message: string };
}

export function openPipe(program: string, flags: readonly string[]): Pipe {
  const child = spawn(program, ['--remote-debugging-pipe', ...flags], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , , toChild, fromChild] = child.stdio;
  const waiting = new Map<number, Waiting>();
  const ended = endOf(child, waiting);
  const hearers = new Set<(told: Told) => void>();
  const take = ({ id, result, error, ...told }: Answer) => {
    if (id === undefined) {
      for (const hear of hearers) hear(told as Told);
      return;
    }
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(new Error(error.message));
    else one?.resolve(result as never);
  };
  readMessages(fromChild as Readable, (text) => take(JSON.parse(text) as Answer));

  let last = 0;
  const session = (sessionId?: string): Session => ({
    send: (method, params) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
        (toChild as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
  });
  const listen = (hear: (told: Told) => void) => {
    hearers.add(hear);
    return () => void hearers.delete(hear);
  };
  return { ...session(), session, listen, ended };
}

function endOf(child: ChildProcess, waiting: Map<number, Waiting>): Promise<void> {
  return new Promise((resolve) =>
    child.once('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error('the browser is gone'));
      resolve();
    }),
  );
}

/** Messages end with a zero byte; a message may come in pieces. */
function readMessages(from: Readable, take: (text: string) => void): void {
  let kept: Buffer[] = [];
  from.on('data', (data: Buffer) => {
    let start = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
      take(Buffer.concat([...kept, data.subarray(start, end)]).toString('utf8'));
      kept = [];
      start = end + 1;
    }
    kept.push(data.subarray(start));
  });
}
