/** The names of all providers, for the pages that show no cards. */
import type { Face } from './shape';

/** Asked for by another name each file is a module of its own, and comes without its guide. */
const files = import.meta.glob<Face>('./all/*.ts', { eager: true, import: 'face', query: '?face' });

export const allFaces: readonly Face[] = Object.values(files).sort((a, b) => a.name.localeCompare(b.name));
