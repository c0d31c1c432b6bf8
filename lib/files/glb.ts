/** A GLB as its own JSON tells of it. What it says of itself is hostile: everything is counted under a cap. */
import { z } from '../core/zod';

export const figuresSchema = z.object({
  triangles: z.number(),
  meshes: z.number(),
  textures: z.number(),
  /** Names of the nodes that have a mesh: the parts that can be worked on alone. */
  parts: z.array(z.string()),
  animations: z.array(z.string()),
  extensions: z.array(z.string()),
});
export type Figures = z.infer<typeof figuresSchema>;

const MOST_NAMES = 200;
const LONGEST_NAME = 200;
const MOST_TRIANGLES = 1e12;

export function figuresOf(gltf: unknown): Figures {
  const accessors = listOf(gltf, 'accessors');
  const meshes = listOf(gltf, 'meshes');
  const primitives = meshes.flatMap((mesh) => listOf(mesh, 'primitives'));
  const triangles = primitives.reduce<number>((sum, one) => sum + trianglesOf(one, accessors), 0);
  const parts = listOf(gltf, 'nodes').filter((node) => typeof memberOf(node, 'mesh') === 'number');
  return {
    triangles: Math.min(triangles, MOST_TRIANGLES),
    meshes: meshes.length,
    textures: listOf(gltf, 'textures').length,
    parts: [...new Set(namesOf(parts))].filter((name) => name !== '').slice(0, MOST_NAMES),
    animations: namesOf(listOf(gltf, 'animations')).slice(0, MOST_NAMES),
    extensions: listOf(gltf, 'extensionsUsed')
      .filter((name) => typeof name === 'string')
      .map(shortened)
      .slice(0, MOST_NAMES),
  };
}

const LIST = 4;
const STRIP = 5;
const FAN = 6;

function trianglesOf(primitive: unknown, accessors: readonly unknown[]): number {
  const at = memberOf(primitive, 'indices') ?? memberOf(memberOf(primitive, 'attributes'), 'POSITION');
  const count = typeof at === 'number' ? memberOf(accessors[at], 'count') : undefined;
  if (typeof count !== 'number' || !(count > 0 && count < MOST_TRIANGLES)) return 0;
  const mode = memberOf(primitive, 'mode') ?? LIST;
  if (mode === LIST) return Math.floor(count / 3);
  return mode === STRIP || mode === FAN ? Math.max(0, Math.floor(count) - 2) : 0;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function listOf(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list : [];
}

/** In their order; empty for what has none. */
const namesOf = (things: readonly unknown[]): string[] =>
  things.map((thing) => {
    const name = memberOf(thing, 'name');
    return typeof name === 'string' ? shortened(name) : '';
  });

const shortened = (name: string): string => name.slice(0, LONGEST_NAME);
