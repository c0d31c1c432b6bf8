/** Firefox's `.jsonlz4` and `.mozlz4`: a name, the length, one LZ4 block. */

const NAME = Buffer.from('mozLz40\0');

export function unlz4(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, NAME.length).equals(NAME)) return undefined;
  const out = Buffer.alloc(bytes.readUInt32LE(NAME.length));
  let at = NAME.length + 4;
  let to = 0;

  const longer = (short: number) => {
    let length = short;
    if (short === 15)
      for (let more = 255; more === 255; length += more) {
        more = bytes[at] ?? 0;
        at += 1;
      }
    return length;
  };

  while (at < bytes.length) {
    const token = bytes[at] ?? 0;
    at += 1;
    const literal = longer(token >> 4);
    to += bytes.copy(out, to, at, at + literal);
    at += literal;
    if (at + 2 > bytes.length) break;
    const offset = bytes.readUInt16LE(at);
    at += 2;
    const end = Math.min(out.length, to + longer(token & 15) + 4);
    if (offset === 0 || offset > to) return undefined;
    for (; to < end; to += 1) out[to] = out[to - offset] ?? 0;
  }
  return out.subarray(0, to);
}
