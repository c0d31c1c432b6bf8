/** What services are compared by, and what their credentials are called: for the two views that need it. */
import type { Traits } from './shape';

/** Asked for by another name each file is a module of its own, and comes without the rest. */
const files = import.meta.glob<Traits>('./all/*.ts', { eager: true, import: 'traits', query: '?traits' });

export const allTraits: readonly Traits[] = Object.values(files);

const byId = new Map(allTraits.map((traits) => [traits.id, traits]));
export const findTraits = (id: string): Traits | undefined => byId.get(id);
