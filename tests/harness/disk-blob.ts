/** A blob as browsers keep large ones: what is put into it lies in a file from then on, and in no memory. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Stretch {
  readonly at: number;
  readonly bytes: number;
}

const PIECE_BYTES = 65_536;

export interface BlobDisk {
  readonly DiskBlob: new (parts?: readonly unknown[], about?: { type?: string }) => object;
  /** The most bytes that anybody held to make one of them, other blobs apart. */
  mostAtOnce(): number;
  read(blob: object): Uint8Array;
  drop(): void;
}

export function openBlobDisk(): BlobDisk {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-blobs-'));
  const file = openSync(join(folder, 'all'), 'w+');
  let end = 0;
  let most = 0;
  const put = (bytes: Uint8Array): Stretch => {
    writeSync(file, bytes, 0, bytes.length, end);
    end += bytes.length;
    return { at: end - bytes.length, bytes: bytes.length };
  };
  const readAt = ({ at, bytes }: Stretch): Uint8Array => {
    const piece = new Uint8Array(bytes);
    readSync(file, piece, 0, bytes, at);
    return piece;
  };

  class DiskBlob {
    readonly stretches: readonly Stretch[];
    readonly size: number;
    readonly type: string;

    constructor(parts: readonly unknown[] = [], { type = '' } = {}) {
      let held = 0;
      this.stretches = parts.flatMap((part) => {
        if (part instanceof DiskBlob) return part.stretches;
        if (!(part instanceof Uint8Array)) throw new TypeError('neither bytes nor a blob');
        held += part.length;
        return [put(part)];
      });
      most = Math.max(most, held);
      this.size = this.stretches.reduce((sum, { bytes }) => sum + bytes, 0);
      this.type = type;
    }

    stream(): ReadableStream<Uint8Array> {
      const pieces = this.stretches.flatMap(({ at, bytes }) =>
        Array.from({ length: Math.ceil(bytes / PIECE_BYTES) }, (_, nth) => {
          const from = nth * PIECE_BYTES;
          return { at: at + from, bytes: Math.min(PIECE_BYTES, bytes - from) };
        }),
      );
      return new ReadableStream(
        {
          pull(controller) {
            const next = pieces.shift();
            if (next) controller.enqueue(readAt(next));
            else controller.close();
          },
        },
        { highWaterMark: 0 },
      );
    }
  }
  return {
    DiskBlob,
    mostAtOnce: () => most,
    read: (blob) => {
      if (!(blob instanceof DiskBlob)) throw new TypeError('a blob of somewhere else');
      return Uint8Array.from(Buffer.concat(blob.stretches.map(readAt)));
    },
    drop: () => {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
