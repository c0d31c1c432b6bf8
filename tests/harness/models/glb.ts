/** How a GLB is put together: a header, its JSON, and one chunk of bytes that the JSON cuts into pieces. */

/** Bytes that do not shrink. The same each time. */
export function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 0x9e3779b9;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

const SIZES: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };
const FLOAT = 5126;
const UNSIGNED = 5125;

/** What lies in the binary chunk, and the lists that lead there. */
export class Parts {
  readonly #pieces: Uint8Array[] = [];
  readonly #views: object[] = [];
  readonly #accessors: object[] = [];
  #length = 0;
  /** Of buffers that only exist once they are unpacked. */
  #unpacked = 0;

  add(bytes: Uint8Array): number {
    const byteOffset = this.#put(bytes);
    return this.#views.push({ buffer: 0, byteOffset, byteLength: bytes.length }) - 1;
  }

  addPacked(
    bytes: Uint8Array,
    about: { count: number; byteStride: number; mode: string },
    extension: string,
  ) {
    const byteLength = about.count * about.byteStride;
    const byteOffset = this.#unpacked;
    this.#unpacked += byteLength;
    return (
      this.#views.push({
        buffer: 1,
        byteOffset,
        byteLength,
        ...(about.mode === 'ATTRIBUTES' ? { byteStride: about.byteStride } : {}),
        extensions: {
          [extension]: { buffer: 0, byteOffset: this.#put(bytes), byteLength: bytes.length, ...about },
        },
      }) - 1
    );
  }

  accessor(values: Float32Array | Uint32Array, type: string, more: object = {}): number {
    const view = this.add(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    const componentType = values instanceof Uint32Array ? UNSIGNED : FLOAT;
    return this.on(view, type, values.length / (SIZES[type] ?? 1), { componentType, ...more });
  }

  on(bufferView: number, type: string, count: number, more: object = {}): number {
    return this.#accessors.push({ bufferView, componentType: FLOAT, type, count, ...more }) - 1;
  }

  /** Whose values come out of a decoder. */
  promised(type: string, count: number, more: object = {}): number {
    const componentType = type === 'SCALAR' ? UNSIGNED : FLOAT;
    return this.#accessors.push({ componentType, type, count, ...more }) - 1;
  }

  #put(bytes: Uint8Array): number {
    const offset = this.#length;
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    this.#pieces.push(padded);
    this.#length += padded.length;
    return offset;
  }

  glb(model: object): Uint8Array {
    const buffers = [
      { byteLength: this.#length },
      ...(this.#unpacked > 0
        ? [{ byteLength: this.#unpacked, extensions: { EXT_meshopt_compression: { fallback: true } } }]
        : []),
    ];
    const json = {
      asset: { version: '2.0' },
      ...model,
      buffers,
      bufferViews: this.#views,
      accessors: this.#accessors,
    };
    return glbOf(json, Buffer.concat(this.#pieces));
  }
}

export function glbOf(json: object, binary: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(json));
  const head = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')]);
  const frame = (length: number, kind: string) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(length, 0);
    bytes.write(kind, 4, 'latin1');
    return bytes;
  };
  const body = [frame(head.length, 'JSON'), head, frame(binary.length, 'BIN\0'), binary];
  const start = Buffer.from('glTF\x02\0\0\0\0\0\0\0', 'latin1');
  start.writeUInt32LE(start.length + body.reduce((sum, { length }) => sum + length, 0), 8);
  return new Uint8Array(Buffer.concat([start, ...body]));
}
