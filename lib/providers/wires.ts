/** The background's half of every provider. Eager, because a worker cannot `import()`. */
import type { Wire } from './shape';

const files = import.meta.glob<Wire>('./all/*.ts', { eager: true, import: 'wire' });

const byId = new Map(Object.values(files).map((wire) => [wire.id, wire]));

export const allWires: readonly Wire[] = [...byId.values()];
export const findWire = (id: string): Wire | undefined => byId.get(id);
