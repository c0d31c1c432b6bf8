/** What the page "Backup" needs of a browser: jsdom has no locks, no private folder, and blobs that cannot be read. */
import { vi } from 'vitest';

export const PASSPHRASE = 'bread copy dignity denial budget agree';
export const FIXTURE = 'tests/fixtures/backup-v1.firekeep';
export const FIXTURE_PASSPHRASE = 'six words that open this fixture';

export function teachLocks(): void {
  const request = async (_name: string, ...more: unknown[]) => {
    const work = more.at(-1) as (lock: object) => unknown;
    return work({});
  };
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } });
}

/** As a file dialog gives it. */
export function fileOf(bytes: Uint8Array<ArrayBuffer>, name = 'firekeep-backup.firekeep'): File {
  const file = new File([bytes], name);
  Object.defineProperty(file, 'slice', {
    value: (from: number, to: number) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer }),
  });
  return file;
}

export interface PrivateFolder {
  /** How many bytes each file has that lies there. */
  readonly files: ReadonlyMap<string, number>;
  /** Written to, and neither closed nor given up: what was written lies on the disk all the same. */
  readonly open: ReadonlySet<string>;
  /** Waited for before each step of that name. */
  before: (step: 'write' | 'close') => Promise<void>;
}

/** The browser's own folder for this extension, as it is in both: a file is empty until its writer is closed. */
export function playPrivateFolder(): PrivateFolder {
  const files = new Map<string, number>();
  const open = new Set<string>();
  const folder: PrivateFolder = { files, open, before: async () => undefined };
  const writerOf = (name: string) => {
    if (open.has(name)) throw new DOMException('one writer at a time', 'NoModificationAllowedError');
    open.add(name);
    let written = 0;
    const mustBeOpen = () => {
      if (!open.has(name)) throw new TypeError('the writer is closed');
    };
    return {
      async write(blob: Blob) {
        await folder.before('write');
        mustBeOpen();
        written += blob.size;
      },
      async close() {
        await folder.before('close');
        mustBeOpen();
        open.delete(name);
        files.set(name, written);
      },
      async abort() {
        mustBeOpen();
        open.delete(name);
      },
    };
  };
  const directory = {
    async getFileHandle(name: string) {
      files.set(name, 0);
      return {
        createWritable: async () => writerOf(name),
        getFile: async () => ({ size: files.get(name) ?? 0 }),
      };
    },
    async removeEntry(name: string) {
      if (open.has(name)) throw new DOMException('still written', 'NoModificationAllowedError');
      if (!files.delete(name)) throw new DOMException('no such file', 'NotFoundError');
    },
  };
  const root = {
    getDirectoryHandle: async () => directory,
    async removeEntry() {
      if (open.size > 0) throw new DOMException('still written', 'NoModificationAllowedError');
      files.clear();
    },
  };
  const storage = { persist: vi.fn(), getDirectory: async () => root };
  Object.defineProperty(navigator, 'storage', { configurable: true, value: storage });
  return folder;
}
