/** A model in other clothes: all of one plain stuff, which shows its form, or only its edges. */
import { MeshBasicMaterial, MeshStandardMaterial } from 'three';
import type { Mesh } from './element';

export const SURFACES = ['made', 'plain', 'wire'] as const;
export type Surface = (typeof SURFACES)[number];

const CLAY = 0xb8b8b8;

interface Cloth {
  dispose(): void;
}

export function dress(find: () => readonly Mesh[], host: HTMLElement, redraw: () => void) {
  const own = new Map<Mesh, unknown>();
  let worn: Cloth | undefined;
  const takeOff = () => {
    for (const [mesh, material] of own) mesh.material = material;
    own.clear();
    worn?.dispose();
    worn = undefined;
  };
  return {
    takeOff,
    wear(surface: Surface): void {
      takeOff();
      const cloth = clothFor(surface, host);
      if (cloth)
        for (const mesh of find()) {
          own.set(mesh, mesh.material);
          mesh.material = cloth;
        }
      worn = cloth;
      redraw();
    },
  };
}

function clothFor(surface: Surface, host: HTMLElement): Cloth | undefined {
  if (surface === 'plain') return new MeshStandardMaterial({ color: CLAY, roughness: 0.8 });
  // In the colour of writing, which can be told from the ground in both themes.
  if (surface === 'wire')
    return new MeshBasicMaterial({ color: getComputedStyle(host).color, wireframe: true });
  return undefined;
}
