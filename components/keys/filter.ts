/** Filters only narrow: without one, every service and every key is on the page. */
import type { KeyRecord } from '../../lib/keys/record';
import type { Category, Guide } from '../../lib/providers/shape';
import { type After, isDue, isUnfinished } from './rotate/due';
import { categories } from './words';

export type Show = 'all' | 'connected' | 'missing' | 'attention';

export interface Filter {
  readonly text: string;
  readonly category: Category | 'all';
  readonly show: Show;
}

export const NO_FILTER: Filter = { text: '', category: 'all', show: 'all' };

export const isNarrowing = ({ text, category, show }: Filter): boolean =>
  text.trim() !== '' || category !== 'all' || show !== 'all';

const GOOD = new Set<KeyRecord['report']['verdict']>(['works', 'works-with-limits', 'cannot-be-checked']);

/** Something that a person should look at. A disabled key is nobody's worry. */
export const needsAttention = (key: KeyRecord): boolean =>
  key.isEnabled &&
  key.removedAtMs === null &&
  (!GOOD.has(key.report.verdict) || key.report.warnings.length > 0);

/** That, or its age. */
export const isWorthALook = (key: KeyRecord, after: After): boolean =>
  needsAttention(key) || isDue(key, after) || isUnfinished(key);

export const isShown = (filter: Filter, guide: Guide, keys: readonly KeyRecord[], after?: After): boolean =>
  (filter.category === 'all' || filter.category === guide.category) &&
  fits(filter.show, keys, after) &&
  isFound(filter.text, guide, keys);

function fits(show: Show, keys: readonly KeyRecord[], after: After): boolean {
  if (show === 'connected') return keys.length > 0;
  if (show === 'missing') return keys.length === 0;
  return show === 'all' || keys.some((key) => isWorthALook(key, after));
}

/** Every word that was typed is somewhere in what the service or one of its keys is called. */
function isFound(text: string, guide: Guide, keys: readonly KeyRecord[]): boolean {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const category = categories.find(([id]) => id === guide.category)?.[1] ?? '';
  const place = [guide.name, guide.about, category, ...keys.flatMap(({ name, hint }) => [name, hint])]
    .join('\n')
    .toLowerCase();
  return wanted.every((word) => place.includes(word));
}
