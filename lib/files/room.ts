/** Whether the disk has room for a file, asked before a byte of it is fetched, and before somebody pays for one. */
import { fail } from '../core/problem';

/** What stays free for everything else. */
const SPARE_BYTES = 16 * 1024 * 1024;
/** Of a file of which nobody told how long it is. */
const UNTOLD_BYTES = 64 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

export async function assertRoom(byteCount?: number): Promise<void> {
  const lacks = await findLack(byteCount);
  if (lacks) fail('no-room', { ...lacks });
}

export interface Lack {
  /** In megabytes. */
  readonly needed: number;
  readonly free: number;
}

export async function findLack(byteCount = UNTOLD_BYTES): Promise<Lack | undefined> {
  const { quota, usage } = (await estimate()) ?? {};
  if (quota === undefined || usage === undefined) return undefined;
  const neededBytes = byteCount + SPARE_BYTES;
  const freeBytes = quota - usage;
  // Over the quota, and here all the same: then it is not what limits us.
  if (freeBytes < 0 || freeBytes >= neededBytes) return undefined;
  const megabytes = (bytes: number) => Math.round(bytes / MEGABYTE);
  return { needed: megabytes(neededBytes), free: megabytes(freeBytes) };
}

/** Undefined when the browser does not say. */
const estimate = async (): Promise<StorageEstimate | undefined> =>
  navigator.storage?.estimate?.().catch(() => undefined);
