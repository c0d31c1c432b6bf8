/**
 * A texture of one colour in KTX 2.0, packed as UASTC: https://registry.khronos.org/KTX/specs/2.0/ktxspec.v2.html and
 * https://github.com/BinomialLLC/basis_universal/wiki/UASTC-Texture-Specification, whose mode 8 is "one colour".
 */
const IDENTIFIER = Buffer.from([0xab, 0x4b, 0x54, 0x58, 0x20, 0x32, 0x30, 0xbb, 0x0d, 0x0a, 0x1a, 0x0a]);
const SIDE = 8;
const BLOCKS = (SIDE / 4) ** 2;

export function solidKtx2(colour: readonly [number, number, number]): Uint8Array {
  const block = solidBlock(colour.map((part) => Math.round(part * 255)));
  const data = Buffer.concat(Array<Buffer>(BLOCKS).fill(block));
  const descriptor = descriptorOfUastc();
  const header = Buffer.alloc(80 + 24);
  IDENTIFIER.copy(header, 0);
  const word = (at: number, value: number) => header.writeUInt32LE(value, at);
  // No format of Vulkan's; one byte of type; width, height, depth, layers, faces, levels, no second compression.
  for (const [at, value] of [0, 1, SIDE, SIDE, 0, 0, 1, 1, 0].entries()) word(12 + at * 4, value);
  word(48, header.length);
  word(52, descriptor.length);
  const start = Math.ceil((header.length + descriptor.length) / 16) * 16;
  for (const [at, value] of [start, data.length, data.length].entries())
    header.writeBigUInt64LE(BigInt(value), 80 + at * 8);
  const gap = Buffer.alloc(start - header.length - descriptor.length);
  return new Uint8Array(Buffer.concat([header, descriptor, gap, data]));
}

/** Bits from the lowest up: the mode, four colours of a byte, and how ETC1 would say nearly the same. */
function solidBlock([red = 0, green = 0, blue = 0]: readonly number[]): Buffer {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit += 1) bits.push((value >> bit) & 1);
  };
  put(0x17, 5);
  for (const part of [red, green, blue, 255]) put(part, 8);
  // Differential, the smallest table, its smallest step.
  put(1, 1);
  put(0, 3);
  put(2, 2);
  for (const part of [red, green, blue]) put(part >> 3, 5);
  const block = Buffer.alloc(16);
  bits.forEach((bit, at) => {
    block[at >> 3] = (block[at >> 3] ?? 0) | (bit << (at & 7));
  });
  return block;
}

/** One sample of 128 bits for four by four texels, in sRGB. */
function descriptorOfUastc(): Buffer {
  const bytes = Buffer.alloc(4 + 24 + 16);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeUInt32LE(0, 4);
  bytes.writeUInt16LE(2, 8);
  bytes.writeUInt16LE(40, 10);
  const [model, primaries, transfer, flags] = [166, 1, 2, 0];
  bytes.set([model, primaries, transfer, flags, 3, 3, 0, 0, 16], 12);
  bytes.writeUInt16LE(0, 28);
  bytes.set([127, 0], 30);
  bytes.writeUInt32LE(0, 32);
  bytes.writeUInt32LE(0, 36);
  bytes.writeUInt32LE(0xffffffff, 40);
  return bytes;
}
