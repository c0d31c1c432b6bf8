/** Models that tests make: a cube in one colour, plain and compressed in each way that a maker of models may choose. */
import { dracoOf } from './models/draco';
import { noise, Parts } from './models/glb';
import { solidKtx2 } from './models/ktx2';
import { meshoptIndices, meshoptVertices } from './models/meshopt';

/** Red, green, blue from 0 to 1. */
export type Colour = readonly [number, number, number];

export interface CubeMade {
  readonly colour?: Colour;
  /** How often each side is cut in both directions: triangles grow with its square. */
  readonly cuts?: number;
  /** So many bytes of noise go along, which no reader needs: for files of a size. */
  readonly ballast?: number;
}

export interface Mesh {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly places: Float32Array;
  readonly indices: Uint32Array;
}

const RED: Colour = [1, 0, 0];

/** A cube of one metre. Its sides are cut into `cuts` by `cuts` squares. */
export function cube(cuts = 1): Mesh {
  const positions: number[] = [];
  const normals: number[] = [];
  const places: number[] = [];
  const indices: number[] = [];
  for (const axis of [0, 1, 2])
    for (const side of [-1, 1]) {
      const first = positions.length / 3;
      for (let row = 0; row <= cuts; row += 1)
        for (let column = 0; column <= cuts; column += 1) {
          const corner = [side / 2, column / cuts - 0.5, row / cuts - 0.5];
          positions.push(...turned(corner, axis));
          normals.push(...turned([side, 0, 0], axis));
          places.push(column / cuts, row / cuts);
        }
      for (let row = 0; row < cuts; row += 1)
        for (let column = 0; column < cuts; column += 1) {
          const at = first + row * (cuts + 1) + column;
          const above = at + cuts + 1;
          // Seen from outside, each triangle goes round against the clock.
          const round = side > 0 ? [at, at + 1, above + 1, above] : [at, above, above + 1, at + 1];
          const [a = 0, b = 0, c = 0, d = 0] = round;
          indices.push(a, b, c, a, c, d);
        }
    }
  return {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    places: new Float32Array(places),
    indices: new Uint32Array(indices),
  };
}

/** The same corner on another pair of sides. */
const turned = ([a = 0, b = 0, c = 0]: readonly number[], axis: number): number[] =>
  axis === 0 ? [a, b, c] : axis === 1 ? [c, a, b] : [b, c, a];

export function cubeGlb({ colour = RED, cuts = 1, ballast = 0 }: CubeMade = {}): Uint8Array {
  const parts = new Parts();
  const mesh = plainMesh(parts, cube(cuts));
  if (ballast > 0) parts.add(noise(ballast));
  return parts.glb({ ...scene(mesh), materials: [matt(colour)] });
}

/** It turns once in two seconds, or moves up and down: two animations to choose from. */
export function animatedGlb(colour: Colour = RED): Uint8Array {
  const parts = new Parts();
  const mesh = plainMesh(parts, cube());
  const half = Math.SQRT1_2;
  const times = parts.accessor(new Float32Array([0, 0.5, 1, 1.5, 2]), 'SCALAR', { min: [0], max: [2] });
  const turns = parts.accessor(
    new Float32Array([0, 0, 0, 1, 0, half, 0, half, 0, 1, 0, 0, 0, half, 0, -half, 0, 0, 0, -1]),
    'VEC4',
  );
  const moves = parts.accessor(new Float32Array([0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0, -0.2, 0, 0, 0, 0]), 'VEC3');
  const animation = (name: string, path: string, output: number) => ({
    name,
    samplers: [{ input: times, output, interpolation: 'LINEAR' }],
    channels: [{ sampler: 0, target: { node: 0, path } }],
  });
  return parts.glb({
    ...scene(mesh),
    materials: [matt(colour)],
    animations: [animation('Turn', 'rotation', turns), animation('Jump', 'translation', moves)],
  });
}

export function dracoGlb(colour: Colour = RED): Uint8Array {
  const parts = new Parts();
  const { positions, normals, indices } = cube(4);
  const { bytes, ids } = dracoOf({ positions, normals, indices });
  const extension = 'KHR_draco_mesh_compression';
  const count = positions.length / 3;
  const primitive = {
    attributes: {
      POSITION: parts.promised('VEC3', count, { min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5] }),
      NORMAL: parts.promised('VEC3', count),
    },
    indices: parts.promised('SCALAR', indices.length),
    material: 0,
    extensions: { [extension]: { bufferView: parts.add(bytes), attributes: ids } },
  };
  return parts.glb({ ...scene(primitive), materials: [matt(colour)], ...needs(extension) });
}

export function meshoptGlb(colour: Colour = RED): Uint8Array {
  const parts = new Parts();
  const extension = 'EXT_meshopt_compression';
  const { positions, normals, indices } = cube();
  const bounds = { min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5] };
  const packed = (bytes: Uint8Array, about: { count: number; byteStride: number; mode: string }) =>
    parts.addPacked(bytes, about, extension);
  const vertices = (values: Float32Array) =>
    packed(meshoptVertices(new Uint8Array(values.buffer), 12), {
      count: values.length / 3,
      byteStride: 12,
      mode: 'ATTRIBUTES',
    });
  const primitive = {
    attributes: {
      POSITION: parts.on(vertices(positions), 'VEC3', positions.length / 3, bounds),
      NORMAL: parts.on(vertices(normals), 'VEC3', normals.length / 3),
    },
    indices: parts.on(
      packed(meshoptIndices(indices), { count: indices.length, byteStride: 4, mode: 'INDICES' }),
      'SCALAR',
      indices.length,
      { componentType: 5125 },
    ),
    material: 0,
  };
  return parts.glb({ ...scene(primitive), materials: [matt(colour)], ...needs(extension) });
}

/** Its colour is in a texture that only the transcoder can read. */
export function ktx2Glb(colour: Colour = RED): Uint8Array {
  const parts = new Parts();
  const extension = 'KHR_texture_basisu';
  const mesh = plainMesh(parts, cube());
  const image = parts.add(solidKtx2(colour));
  return parts.glb({
    ...scene(mesh),
    materials: [matt([1, 1, 1], 0)],
    images: [{ mimeType: 'image/ktx2', bufferView: image }],
    textures: [{ extensions: { [extension]: { source: 0 } } }],
    ...needs(extension),
  });
}

/** It names a picture on a server: whoever shows it may not ask for that. */
export function callingGlb(url: string, colour: Colour = RED): Uint8Array {
  const parts = new Parts();
  const mesh = plainMesh(parts, cube());
  return parts.glb({
    ...scene(mesh),
    materials: [matt(colour, 0)],
    images: [{ uri: url }],
    textures: [{ source: 0 }],
  });
}

const needs = (extension: string) => ({ extensionsUsed: [extension], extensionsRequired: [extension] });

const matt = ([red, green, blue]: Colour, texture?: number) => ({
  pbrMetallicRoughness: {
    baseColorFactor: [red, green, blue, 1],
    metallicFactor: 0,
    roughnessFactor: 1,
    ...(texture === undefined ? {} : { baseColorTexture: { index: texture } }),
  },
});

const scene = (primitive: object) => ({
  scene: 0,
  scenes: [{ nodes: [0] }],
  nodes: [{ mesh: 0, name: 'Cube' }],
  meshes: [{ primitives: [primitive] }],
});

function plainMesh(parts: Parts, { positions, normals, places, indices }: Mesh): object {
  return {
    attributes: {
      POSITION: parts.accessor(positions, 'VEC3', { min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5] }),
      NORMAL: parts.accessor(normals, 'VEC3'),
      TEXCOORD_0: parts.accessor(places, 'VEC2'),
    },
    indices: parts.accessor(indices, 'SCALAR'),
    material: 0,
  };
}

/** A ZIP with nothing in it but its end, as the head of an OBJ with its textures looks to who only reads magic. */
export const emptyZip = (): Uint8Array => {
  const bytes = new Uint8Array(22);
  bytes.set([0x50, 0x4b, 0x05, 0x06]);
  return bytes;
};
