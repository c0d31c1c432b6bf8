/** Models that stand-ins make: small, whole by their own header, and told apart by their colours. */
import { crc32 } from 'node:zlib';

/** Two nodes, one of them a tetrahedron; with an animation that turns it, if asked. */
export function glb(number = 0, { isAnimated = false, isBare = false } = {}): Uint8Array {
  const corners = [0, 1, 0, -1, -1, 1, 1, -1, 1, 0, -1, -1];
  const times = [0, 1];
  const turns = [0, 0, 0, 1, 0, 1, 0, 0];
  const binary = Buffer.concat([
    Buffer.from(new Float32Array([...corners, ...times, ...turns]).buffer),
    Buffer.from(new Uint16Array([0, 1, 2, 0, 2, 3, 0, 3, 1, 1, 3, 2]).buffer),
  ]);
  const floats = (count: number) => count * 4;
  const atTimes = floats(corners.length);
  const atTurns = atTimes + floats(times.length);
  const atFaces = atTurns + floats(turns.length);
  const json = {
    asset: { version: '2.0', generator: `stand-in ${number}` },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [
      { name: 'root', children: [1] },
      { name: 'body', mesh: 0 },
    ],
    meshes: [
      { primitives: [{ attributes: { POSITION: 0 }, indices: 1, ...(isBare ? {} : { material: 0 }) }] },
    ],
    ...(isBare
      ? {}
      : {
          materials: [
            { pbrMetallicRoughness: { baseColorFactor: [((number * 67) & 255) / 255, 0.5, 0.2, 1] } },
          ],
        }),
    ...(isAnimated
      ? {
          animations: [
            {
              name: 'turn',
              samplers: [{ input: 2, output: 3 }],
              channels: [{ sampler: 0, target: { node: 1, path: 'rotation' } }],
            },
          ],
        }
      : {}),
    buffers: [{ byteLength: binary.length }],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: atTimes },
      { buffer: 0, byteOffset: atFaces, byteLength: 24 },
      { buffer: 0, byteOffset: atTimes, byteLength: floats(times.length) },
      { buffer: 0, byteOffset: atTurns, byteLength: floats(turns.length) },
    ],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3', min: [-1, -1, -1], max: [1, 1, 1] },
      { bufferView: 1, componentType: 5123, count: 12, type: 'SCALAR' },
      { bufferView: 2, componentType: 5126, count: 2, type: 'SCALAR', min: [0], max: [1] },
      { bufferView: 3, componentType: 5126, count: 2, type: 'VEC4' },
    ],
  };
  return assembled(Buffer.from(JSON.stringify(json)), binary);
}

function assembled(json: Buffer, binary: Buffer): Uint8Array {
  const parts = [chunk(0x4e4f534a, json, 0x20), chunk(0x004e4942, binary, 0)];
  const head = Buffer.alloc(12);
  head.write('glTF', 0, 'latin1');
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(12 + parts.reduce((sum, part) => sum + part.length, 0), 8);
  return new Uint8Array(Buffer.concat([head, ...parts]));
}

function chunk(kind: number, data: Buffer, padding: number): Buffer {
  const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4, padding)]);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(padded.length, 0);
  head.writeUInt32LE(kind, 4);
  return Buffer.concat([head, padded]);
}

/** Its magic and its version, and nothing that a modeller would open. */
export const fbx = (): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from('Kaydara FBX Binary  \0\x1a\0', 'latin1'),
      Buffer.from([0xe8, 0x1c, 0, 0]),
      Buffer.alloc(160),
    ]),
  );

/** One triangle. */
export function stl(): Uint8Array {
  const bytes = Buffer.alloc(84 + 50);
  bytes.write('stand-in', 0, 'latin1');
  bytes.writeUInt32LE(1, 80);
  return new Uint8Array(bytes);
}

/** A package with one file in it, stored as it is: what USDZ and 3MF are. */
export function zipOf(name: string, text: string): Uint8Array {
  const data = Buffer.from(text);
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt32LE(crc32(data), 10);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(data.length, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(name), data]);
  // Made by, the same fields once more, then: no comment, disk 0, no attributes, at the very beginning.
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    about,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, entry, end]));
}

export const usdz = (): Uint8Array => zipOf('model.usda', '#usda 1.0\n');
export const threeMf = (): Uint8Array => zipOf('3D/3dmodel.model', '<model/>');

/** By the name of the format; undefined for one that nobody knows here. */
export const modelAs = (format: string, number = 0, isAnimated = false): Uint8Array | undefined =>
  ({ glb: glb(number, { isAnimated }), fbx: fbx(), stl: stl(), usdz: usdz(), '3mf': threeMf() })[format];
