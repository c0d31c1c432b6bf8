/** The pages' half of every provider. */
import type { Guide } from './shape';

const files = import.meta.glob<Guide>('./all/*.ts', { eager: true, import: 'guide' });

export const allGuides: readonly Guide[] = Object.values(files).sort((a, b) => a.name.localeCompare(b.name));

const byId = new Map(allGuides.map((guide) => [guide.id, guide]));
export const findGuide = (id: string): Guide | undefined => byId.get(id);
