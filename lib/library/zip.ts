/** Several results as one archive, written piece by piece. Pictures and models are packed already: nothing is squeezed. */
import { Zip, ZipPassThrough } from 'fflate';
import { utf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { extensionOf } from '../files/kinds';
import type { KeptFile } from '../files/record';
import { readBlob } from '../files/store';
import type { Job } from '../jobs/record';
import { openJob } from '../jobs/rows';
import { findContent } from '../session/content';
import type { Hit } from './catalog';

/** What an archive of the old kind can hold. */
const MOST_BYTES = 4_000_000_000;
const MOST_FILES = 60_000;
/** So much is put together before the browser takes it out of our hands. */
const PART_BYTES = 4 * 1024 * 1024;

export interface Packed {
  readonly blob: Blob;
  readonly files: number;
  /** What could not be read, and is not in it. */
  readonly missing: number;
}

export async function packJobs(
  hits: readonly Hit[],
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<Packed> {
  const content = (await findContent()) ?? fail('locked');
  const archive = new Archive();
  let done = 0;
  for (const { n } of hits) {
    signal.throwIfAborted();
    const row = await openDb().jobs.get(n);
    const job = row && (await openJob(content, row).catch(() => undefined));
    if (job) await packJob(archive, job, signal);
    else archive.missing += 1;
    done += 1;
    tell(done);
  }
  return archive.end();
}

async function packJob(archive: Archive, job: Job, signal: AbortSignal): Promise<void> {
  const atMs = job.state.endedAtMs ?? job.request.atMs;
  const text = markdownOf(job);
  if (text !== '') archive.add(atMs, 'md', [utf8(text)]);
  for (const file of filesOf(job)) {
    const blob = await readBlob(file, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (blob) await archive.addBlob(atMs, extensionOf(file.media), blob);
    else archive.missing += 1;
  }
}

/** What was made; a model's own picture stays out. */
const filesOf = ({ state }: Job): readonly KeptFile[] => [
  ...state.images,
  ...(state.made ?? []).filter(({ role }) => role === 'model').map(({ file }) => file),
];

/** A conversation's turn as a person would write it down. */
function markdownOf({ request, state }: Job): string {
  const answer = [...state.rounds.map(({ text }) => text), state.text, state.refusal ?? '']
    .filter(Boolean)
    .join('\n\n');
  if (request.make !== 'text') return '';
  return `## Prompt\n\n${request.prompt}\n\n## Answer\n\n${answer}\n`;
}

const two = (number: number) => String(number).padStart(2, '0');

/** A day and a time, and nothing about what it is: the browser keeps a list of downloads. */
export function stampOf(atMs: number): string {
  const at = new Date(atMs);
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** The format knows no other years; a clock may have been wrong. */
const EARLIEST_MS = Date.UTC(1980, 0, 2);
const LATEST_MS = Date.UTC(2099, 11, 30);
const dayIn = (atMs: number) => new Date(Math.min(LATEST_MS, Math.max(EARLIEST_MS, atMs || EARLIEST_MS)));

class Archive {
  readonly #parts: Blob[] = [];
  readonly #names = new Set<string>();
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #waitingBytes = 0;
  #allBytes = 0;
  #failure: Error | undefined;
  missing = 0;
  readonly #zip = new Zip((error, piece) => {
    if (error) this.#failure = error;
    // A copy: what came in is not ours to keep.
    else this.#take(new Uint8Array(piece));
  });

  add(atMs: number, extension: string, pieces: readonly Uint8Array[]): void {
    const entry = this.#begin(atMs, extension);
    for (const piece of pieces) entry.push(piece);
    entry.push(new Uint8Array(0), true);
    this.#check();
  }

  async addBlob(atMs: number, extension: string, blob: Blob): Promise<void> {
    const entry = this.#begin(atMs, extension);
    const reader = blob.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      entry.push(value);
      this.#check();
    }
    entry.push(new Uint8Array(0), true);
  }

  end(): Packed {
    this.#zip.end();
    this.#check();
    const blob = new Blob([...this.#parts, ...this.#pieces], { type: 'application/zip' });
    return { blob, files: this.#names.size, missing: this.missing };
  }

  #begin(atMs: number, extension: string): ZipPassThrough {
    if (this.#names.size >= MOST_FILES) fail('archive-full');
    const entry = new ZipPassThrough(this.#nameFor(atMs, extension));
    entry.mtime = dayIn(atMs);
    this.#zip.add(entry);
    return entry;
  }

  #nameFor(atMs: number, extension: string): string {
    for (let number = 1; ; number += 1) {
      const name = `firekeep-${stampOf(atMs)}-${number}.${extension}`;
      if (this.#names.has(name)) continue;
      this.#names.add(name);
      return name;
    }
  }

  #take(piece: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push(piece);
    this.#waitingBytes += piece.length;
    this.#allBytes += piece.length;
    if (this.#waitingBytes < PART_BYTES) return;
    this.#parts.push(new Blob(this.#pieces));
    this.#pieces = [];
    this.#waitingBytes = 0;
  }

  #check(): void {
    if (this.#failure) throw this.#failure;
    if (this.#allBytes > MOST_BYTES) fail('archive-full');
  }
}
