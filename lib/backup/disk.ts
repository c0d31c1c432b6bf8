/**
 * A backup on its way to the downloads. It is written to the browser's own private folder for this extension, so that
 * gigabytes of it are never in memory; what lies there is sealed, and goes again. Chromium and Firefox both let an
 * extension's page do that; a save dialog of ours only one of them has.
 */
import type { Bytes } from '../core/bytes';

const FOLDER = 'backup';
const LOCK = 'firekeep/backup-file';
/** A write for each chunk would cost more than the chunk. */
const PART_BYTES = 4 * 1024 * 1024;

export interface Draft {
  take(bytes: Bytes): Promise<void>;
  /** All of it lies there. */
  finish(): Promise<File>;
  drop(): Promise<void>;
}

const folderOf = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

export async function newDraft(name: string): Promise<Draft> {
  const folder = await folderOf();
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  let parts: Bytes[] = [];
  let waiting = 0;
  const flush = async () => {
    const blob = new Blob(parts);
    parts = [];
    waiting = 0;
    await stream.write(blob);
  };
  return {
    async take(bytes) {
      parts.push(bytes);
      waiting += bytes.length;
      if (waiting >= PART_BYTES) await flush();
    },
    async finish() {
      await flush();
      await stream.close();
      return handle.getFile();
    },
    async drop() {
      await stream.abort().catch(() => undefined);
      await folder.removeEntry(name).catch(() => undefined);
    },
  };
}

/** Held as long as a page writes one, or hands one to the downloads. */
export const whileNeeded = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(LOCK, { mode: 'shared' }, work);

/** What earlier pages left there, if none of them still needs it. */
export const sweepDrafts = (): Promise<void> =>
  navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  });
