/** All that pages know of every provider. */
import type { Card, Guide } from './shape';

const files = import.meta.glob<Card>('./all/*.ts', { eager: true, import: 'card' });

export const allGuides: readonly Guide[] = Object.values(files)
  .map(({ face, ...card }) => ({ ...face, ...card }))
  .sort((a, b) => a.name.localeCompare(b.name));

const byId = new Map(allGuides.map((guide) => [guide.id, guide]));
export const findGuide = (id: string): Guide | undefined => byId.get(id);
