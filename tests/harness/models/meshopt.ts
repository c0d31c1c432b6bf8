/**
 * Just enough of the packing that https://github.com/zeux/meshoptimizer describes to be read by any decoder of it:
 * everything is written out in full, so nothing gets smaller, but a reader without the decoder reads nothing.
 */
const GROUP = 16;
const VERTICES = 0xa0;
const INDICES = 0xd1;
const TAIL = 32;

/** One block holds this many bytes at most; a small mesh is one block. */
const BLOCK_BYTES = 8192;

export function meshoptVertices(bytes: Uint8Array, stride: number): Uint8Array {
  const count = bytes.length / stride;
  if (count > Math.min(256, Math.floor(BLOCK_BYTES / stride) & ~15))
    throw new Error('too many for one block');
  const groups = Math.ceil(count / GROUP);
  const packed: number[] = [VERTICES];
  for (let place = 0; place < stride; place += 1) {
    // Two bits for each group say how many bits a value has; 3 is all eight.
    const header = new Uint8Array(Math.ceil(groups / 4));
    for (let group = 0; group < groups; group += 1)
      header[group >> 2] = (header[group >> 2] ?? 0) | (3 << ((group & 3) * 2));
    packed.push(...header);
    let before = bytes[place] ?? 0;
    for (let at = 0; at < groups * GROUP; at += 1) {
      const value = at < count ? (bytes[at * stride + place] ?? 0) : before;
      packed.push(zigzag8((value - before) & 255));
      before = value;
    }
  }
  const tail = new Uint8Array(Math.max(TAIL, stride));
  tail.set(bytes.subarray(0, stride), tail.length - stride);
  return new Uint8Array([...packed, ...tail]);
}

const zigzag8 = (value: number): number => ((value << 1) ^ (value & 128 ? 255 : 0)) & 255;

export function meshoptIndices(indices: Uint32Array): Uint8Array {
  const packed: number[] = [INDICES];
  const last: [number, number] = [0, 0];
  let current: 0 | 1 = 1;
  for (const index of indices) {
    if (Math.abs(index - last[current]) >= 30) current = current === 0 ? 1 : 0;
    const step = index - last[current];
    const folded = ((step << 1) ^ (step >> 31)) >>> 0;
    pushVarint(packed, ((folded << 1) | current) >>> 0);
    last[current] = index;
  }
  return new Uint8Array([...packed, 0, 0, 0, 0]);
}

function pushVarint(packed: number[], value: number): void {
  let rest = value;
  do {
    packed.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
}
