/** What can be counted in a model that is open, for files whose record does not say. */
import type { Mesh } from './element';

export interface SceneFigures {
  readonly triangles: number;
  readonly textures: number;
}

export function countFigures(meshes: readonly Mesh[]): SceneFigures {
  const textures = new Set<unknown>();
  let triangles = 0;
  for (const { geometry, material } of meshes) {
    triangles += (geometry.index ?? geometry.attributes.position)?.count ?? 0;
    for (const one of [material].flat()) for (const value of texturesOf(one)) textures.add(value);
  }
  return { triangles: Math.floor(triangles / 3), textures: textures.size };
}

const texturesOf = (material: unknown): unknown[] =>
  typeof material === 'object' && material !== null
    ? Object.values(material)
        .filter(isTexture)
        .map(({ source }) => source)
    : [];

/** The same picture may stand in several places, each with its own settings. */
const isTexture = (value: unknown): value is { readonly source: unknown } =>
  typeof value === 'object' && value !== null && 'isTexture' in value && 'source' in value;
