/** Where a file lies: it answers as a store behind a network of content does, and breaks off where it is told to. */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import type { Bytes } from '../../lib/core/bytes';
import { ProblemError, problem } from '../../lib/core/problem';
import { openDb } from '../../lib/db/open';
import type { Coming } from '../../lib/files/arrive';
import type { Arrival } from '../../lib/files/record';

export interface Asked {
  readonly fromByte: number;
  readonly etag: string | undefined;
}

export class FileHost {
  etag: string | undefined = '"one"';
  hasRange = true;
  tellsLength = true;
  status: number | undefined;
  /** Of the next answers: how many bytes of each come before the line breaks. */
  cuts: number[] = [];
  /** The line ends there as if that were all. */
  isCutSilent = false;
  /** In these the bytes come. */
  pieceBytes = 10_000;
  extra: Record<string, string> = {};
  /** There the next answer falls silent, until it is let go; for ever, if it never is. */
  holdAt: number | undefined;
  isHolding = false;
  letGo: () => void = () => undefined;
  readonly asked: Asked[] = [];
  sent = 0;

  constructor(public bytes: Uint8Array) {}

  answer(fromByte: number, etag: string | undefined, signal?: AbortSignal): Response {
    this.asked.push({ fromByte, etag });
    if (this.status !== undefined) return new Response('<Error>no</Error>', { status: this.status });
    const isPart = fromByte > 0 && this.hasRange && etag === this.etag;
    if (isPart && fromByte >= this.bytes.length) return new Response(null, { status: 416 });
    const bytes = isPart ? this.bytes.subarray(fromByte) : this.bytes;
    const range = `bytes ${fromByte}-${this.bytes.length - 1}/${this.bytes.length}`;
    return new Response(this.#stream(bytes, signal), {
      status: isPart ? 206 : 200,
      headers: {
        ...(this.etag === undefined ? {} : { etag: this.etag }),
        ...(this.tellsLength ? { 'content-length': `${bytes.length}` } : {}),
        ...(isPart ? { 'content-range': range } : {}),
        ...this.extra,
      },
    });
  }

  #hold(): Promise<void> {
    this.isHolding = true;
    return new Promise((resolve) => {
      this.letGo = resolve;
    });
  }

  #stream(bytes: Uint8Array, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
    const cut = this.cuts.shift();
    const end = Math.min(cut ?? bytes.length, bytes.length);
    const { holdAt = Number.POSITIVE_INFINITY } = this;
    this.holdAt = undefined;
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        if (at < holdAt && at + this.pieceBytes >= holdAt) await this.#hold();
        signal?.throwIfAborted();
        const piece = bytes.slice(at, Math.min(end, at + this.pieceBytes));
        at += piece.length;
        this.sent += piece.length;
        if (piece.length > 0) controller.enqueue(piece);
        else if (cut === undefined || this.isCutSilent) controller.close();
        else controller.error(new TypeError('network error'));
      },
    });
  }
}

/** What a job remembers between two tries. */
export class Memory {
  arrival: Arrival | undefined;
  readonly saved: { readonly arrival: Arrival; readonly receivedBytes: number }[] = [];

  coming(host: FileHost, suffix = 'glb', signal = new AbortController().signal): Coming {
    return {
      ask: async (fromByte, etag) => {
        if (signal.aborted) throw new ProblemError(problem('stopped'));
        return host.answer(fromByte, etag);
      },
      suffix,
      known: this.arrival,
      save: async (arrival, receivedBytes) => {
        this.arrival = arrival;
        this.saved.push({ arrival, receivedBytes });
      },
      signal,
    };
  }
}

/** A whole GLB of about so many bytes, none of which repeats. */
export function glbOf(byteCount: number, seed = 1): Bytes {
  const json = Buffer.from(JSON.stringify({ asset: { version: '2.0' }, meshes: [], seed }).padEnd(64));
  const binary = Math.max(4, Math.ceil((byteCount - 28 - json.length) / 4) * 4);
  const whole = Buffer.alloc(28 + json.length + binary);
  whole.write('glTF', 0, 'latin1');
  whole.writeUInt32LE(2, 4);
  whole.writeUInt32LE(whole.length, 8);
  whole.writeUInt32LE(json.length, 12);
  whole.writeUInt32LE(0x4e4f534a, 16);
  json.copy(whole, 20);
  whole.writeUInt32LE(binary, 20 + json.length);
  whole.writeUInt32LE(0x004e4942, 24 + json.length);
  for (let at = 28 + json.length; at < whole.length; at += 4)
    whole.writeUInt32LE(Math.imul(at + seed, 2_654_435_761) >>> 0, at);
  return new Uint8Array(whole);
}

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'here',
    (error) => error.problem?.code ?? String(error),
  );

/**
 * Power was cut: of files that lie here now the chunks are shorter than they were written. Chromium, which keeps them
 * outside its database, says then what it says here; their names can still be read. Seen in version 156.
 */
export async function cutShort(): Promise<void> {
  const lost = new Set<unknown>((await openDb().files.toCollection().primaryKeys()).map(([file]) => file));
  const { getAll } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
    this: IDBObjectStore,
    ...asked: unknown[]
  ) {
    if (this.name === 'files' && lost.has(firstOf(asked[0])))
      throw new DOMException('Failed to read large IndexedDB value', 'UnknownError');
    return Reflect.apply(getAll, this, asked);
  });
}

/** The file with which a range begins, however the browser is asked for it. */
function firstOf(asked: unknown): unknown {
  if (asked instanceof IDBKeyRange) return Array.isArray(asked.lower) ? asked.lower[0] : undefined;
  return asked && typeof asked === 'object' && 'query' in asked ? firstOf(asked.query) : undefined;
}
