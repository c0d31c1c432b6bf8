/** A form as it was posted, taken apart by its own boundary: a stand-in must answer at once, and `formData()` does not. */
import type { Heard } from './stand-ins/shape';

export interface Part {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly isFile: boolean;
  readonly media: string | undefined;
}

/** Undefined when it is no whole form. */
export function partsOf({ headers, bytes }: Heard): ReadonlyMap<string, Part> | undefined {
  const boundary = /^multipart\/form-data; ?boundary="?([^";]+)"?$/.exec(headers['content-type'] ?? '')?.[1];
  if (!boundary || !bytes) return undefined;
  const pieces = Buffer.from(bytes).toString('latin1').split(`--${boundary}`);
  if (pieces.length < 3 || pieces.at(-1)?.trim() !== '--') return undefined;
  return new Map(pieces.slice(1, -1).map(toPart));
}

function toPart(piece: string): [string, Part] {
  const end = piece.indexOf('\r\n\r\n');
  const head = piece.slice(0, end);
  const bytes = Buffer.from(piece.slice(end + 4, -2), 'latin1');
  return [
    /name="([^"]*)"/.exec(head)?.[1] ?? '',
    {
      text: bytes.toString(),
      bytes,
      isFile: /filename="/.test(head),
      media: /content-type: *(\S+)/i.exec(head)?.[1],
    },
  ];
}
