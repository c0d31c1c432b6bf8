/** Snappy, as both browsers use it to make rows smaller: blocks, and the framed form of Firefox's large rows. */

/** The whole of a block, or undefined when the bytes are no block. */
export function unsnap(bytes: Buffer): Buffer | undefined {
  const head = readLength(bytes, 0);
  if (!head || head.value === 0 || head.value > bytes.length * 64) return undefined;
  const out = Buffer.alloc(head.value);
  let to = 0;
  let at = head.next;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    at += 1;
    if ((tag & 3) === 0) {
      let length = tag >> 2;
      if (length >= 60) {
        const width = length - 59;
        if (at + width > bytes.length) return undefined;
        length = bytes.readUIntLE(at, width);
        at += width;
      }
      length += 1;
      if (at + length > bytes.length || to + length > out.length) return undefined;
      bytes.copy(out, to, at, at + length);
      at += length;
      to += length;
      continue;
    }
    const copy = readCopy(bytes, at, tag);
    if (!copy || copy.offset === 0 || copy.offset > to || to + copy.length > out.length) return undefined;
    at = copy.next;
    // One by one: what is copied may overlap with what it makes.
    for (const end = to + copy.length; to < end; to += 1) out[to] = out[to - copy.offset] ?? 0;
  }
  return to === out.length ? out : undefined;
}

function readCopy(bytes: Buffer, at: number, tag: number) {
  const kind = tag & 3;
  const width = kind === 1 ? 1 : kind === 2 ? 2 : 4;
  if (at + width > bytes.length) return undefined;
  const low = bytes.readUIntLE(at, width);
  return kind === 1
    ? { length: ((tag >> 2) & 7) + 4, offset: ((tag >> 5) << 8) | low, next: at + width }
    : { length: (tag >> 2) + 1, offset: low, next: at + width };
}

/** A number in groups of seven bits, the lowest first. */
export function readLength(
  bytes: Buffer,
  from: number,
): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[from + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: from + index + 1 };
  }
  return undefined;
}

const STREAM = Buffer.from('ff060000734e61507059', 'hex');

/** The framed form: chunks behind their kind, their length and a checksum. */
export function unsnapStream(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, STREAM.length).equals(STREAM)) return undefined;
  const parts: Buffer[] = [];
  let at = STREAM.length;
  while (at + 4 <= bytes.length) {
    const kind = bytes[at];
    const length = bytes.readUIntLE(at + 1, 3);
    const body = bytes.subarray(at + 8, at + 4 + length);
    if (kind === 0) parts.push(unsnap(body) ?? Buffer.alloc(0));
    if (kind === 1) parts.push(body);
    at += 4 + length;
  }
  return Buffer.concat(parts);
}
