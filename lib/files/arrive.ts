/**
 * A large file on its way in: looked at, sealed and stored chunk by chunk, and taken up where it broke off. What lies
 * in the database is what counts, not what somebody remembers: it is read back and looked at once more.
 */
import { toBase64, toHex } from '../core/bytes';
import { newId, randomBytes } from '../core/ids';
import { fail, type Problem, ProblemError } from '../core/problem';
import { openDb } from '../db/open';
import { toStorageProblem } from '../db/problems';
import type { ChunkRow } from '../db/tables';
import { chunkCountOf, openSome, sealStream } from '../seal/file';
import { sha256 } from '../seal/sha256';
import type { Figures } from './glb';
import { Look } from './look';
import type { Arrival, KeptFile } from './record';
import { assertRoom } from './room';
import { assertDamaged, dropFiles, readRows } from './store';

export interface Coming {
  /** The bytes from there on; with an ETag only if they are still the same, else all of them. */
  ask(fromByte: number, etag: string | undefined): Promise<Response>;
  /** How its address ends. */
  readonly suffix: string;
  readonly known: Arrival | undefined;
  /** Before the first chunk is stored, now and then, and when it broke off. */
  save(arrival: Arrival, receivedBytes: number): Promise<void>;
  readonly signal: AbortSignal;
}

export interface Arrived {
  readonly file: KeptFile;
  readonly figures?: Figures;
}

/** So many chunks in one transaction. */
const BATCH = 16;
const SAVE_EVERY_MS = 1_000;
/** A line on which so long nothing comes is broken, whoever still holds it. */
const SILENCE_MS = 60_000;

export async function arrive(coming: Coming): Promise<Arrived> {
  const here = await takeUp(coming);
  if (here?.isWhole) return finish(here);
  const response = await coming.ask(here?.look.byteCount ?? 0, here?.arrival.etag);
  try {
    const onto = await goOn(coming, response, here);
    return onto ? await receive(coming, response, onto) : await arrive({ ...coming, known: undefined });
  } finally {
    await response.body?.cancel().catch(() => undefined);
  }
}

/** What is here of it. */
class Here {
  readonly #hash = sha256.create();
  chunkCount = 0;

  constructor(
    readonly arrival: Arrival,
    readonly look: Look,
  ) {}

  get isWhole(): boolean {
    const { totalBytes } = this.arrival;
    return totalBytes !== undefined && this.chunkCount === chunkCountOf(totalBytes);
  }
  /** Nothing is lost of what its arrival says. */
  get now(): Arrival {
    return { ...this.arrival, chunkCount: this.chunkCount };
  }
  take(piece: Uint8Array): void {
    this.look.take(piece);
    this.#hash.update(piece);
  }
  sha256(): string {
    return toHex(this.#hash.digest());
  }
}

/** What cannot be gone on with is dropped: a chunk is never sealed a second time with other bytes. */
async function takeUp({ known, suffix }: Coming): Promise<Here | undefined> {
  if (!known) return undefined;
  const here = await readBack(known, suffix).catch(async (error: unknown) => {
    if (!(error instanceof ProblemError)) await assertDamaged(known.id, error);
    return undefined;
  });
  if (here && here.chunkCount > 0) return here;
  await dropFiles([known.id]);
  return undefined;
}

async function readBack(known: Arrival, suffix: string): Promise<Here | undefined> {
  const { id, key, etag, totalBytes } = known;
  if (etag === undefined || totalBytes === undefined) return undefined;
  const here = new Here(known, new Look(suffix, totalBytes));
  const extent = { key, byteCount: totalBytes, chunkCount: chunkCountOf(totalBytes) };
  for await (const piece of openSome(extent, readRows(id))) {
    here.take(piece);
    here.chunkCount += 1;
  }
  return here;
}

/** Undefined when what is here is of no use, and what was answered is not the whole either. */
async function goOn(coming: Coming, response: Response, here: Here | undefined): Promise<Here | undefined> {
  const { status } = response;
  if (here && isRest(response, here)) {
    await assertRoom((here.arrival.totalBytes ?? 0) - here.look.byteCount);
    return here;
  }
  const isOther = status === 200 || (here && (status === 206 || status === 416));
  if (!isOther) return fail(isGone(status) ? 'file-gone' : 'file-cut', { status });
  if (here) await dropFiles([here.arrival.id]);
  return status === 200 ? anew(coming, response) : undefined;
}

/** An address that expired is told in many ways; what may pass is not among them. */
const isGone = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

function isRest({ status, headers }: Response, { arrival, look }: Here): boolean {
  const { etag, totalBytes = 0 } = arrival;
  const range = `bytes ${look.byteCount}-${totalBytes - 1}/${totalBytes}`;
  return status === 206 && headers.get('content-range') === range && headers.get('etag') === etag;
}

async function anew({ suffix, save }: Coming, { headers }: Response): Promise<Here> {
  const isEncoded = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  const told = headers.get('content-length');
  const totalBytes = isEncoded || !told || !/^\d{1,15}$/.test(told) ? undefined : Number(told);
  const etag = headers.get('etag') ?? '';
  const look = new Look(suffix, totalBytes);
  const arrival: Arrival = {
    id: newId(),
    key: toBase64(randomBytes(32)),
    chunkCount: 0,
    ...(!isEncoded && /^"[^"]{1,200}"$/.test(etag) ? { etag } : {}),
    ...(totalBytes === undefined ? {} : { totalBytes }),
  };
  await assertRoom(totalBytes);
  await save(arrival, 0);
  return new Here(arrival, look);
}

async function receive(coming: Coming, response: Response, here: Here): Promise<Arrived> {
  const { id, key } = here.arrival;
  let batch: ChunkRow[] = [];
  let savedAtMs = Date.now();
  const flush = async () => {
    await openDb().files.bulkAdd(batch);
    here.chunkCount += batch.length;
    batch = [];
  };
  try {
    for await (const chunk of sealStream(key, pieces(coming, response, here), here.chunkCount)) {
      batch.push({ file: id, ...chunk });
      if (batch.length === BATCH) await flush();
      if (Date.now() - savedAtMs < SAVE_EVERY_MS) continue;
      savedAtMs = Date.now();
      await coming.save(here.now, here.look.byteCount);
    }
    await flush();
    return finish(here);
  } catch (error) {
    const problem = toStorageProblem(error);
    if (problem.code === 'unexpected') throw error;
    if (!mayGoOn(here.arrival, problem)) await dropFiles([id]);
    else {
      await flush();
      await coming.save(here.now, here.look.byteCount);
    }
    throw new ProblemError(problem);
  }
}

const WRONG = new Set(['file-wrong', 'file-too-large', 'storage-full']);

/** Of anything else nothing stays. */
const mayGoOn = ({ etag, totalBytes }: Arrival, { code }: Problem): boolean =>
  etag !== undefined && totalBytes !== undefined && !WRONG.has(code);

/** The bytes as they come. They end well only when all came that were told of, and what they are is whole. */
async function* pieces({ signal }: Coming, { body }: Response, here: Here) {
  const reader = body?.getReader() ?? fail('file-cut');
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read()).catch(() => {
        signal.throwIfAborted();
        return fail('file-cut');
      });
      if (done) break;
      here.take(value);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (here.look.byteCount < (here.arrival.totalBytes ?? 0)) fail('file-cut');
  here.look.end();
}

function inTime<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, SILENCE_MS);
  });
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}

function finish(here: Here): Arrived {
  const { id, key } = here.arrival;
  const { media, ...seen } = here.look.end();
  const { byteCount } = here.look;
  const sealed = { format: 1, key, byteCount, chunkCount: here.chunkCount, sha256: here.sha256() } as const;
  return { file: { id, media, name: '', sealed }, ...seen };
}
