/** What the table shows, and in which order. */
import type { Category, Guide, Told, Traits } from '../../../lib/providers/shape';
import { categories } from '../words';
import { words } from './words';

export interface Compared {
  readonly guide: Guide;
  readonly traits: Traits;
}

export const COLUMNS = ['name', 'category', 'makes', 'price', 'free', 'setup', 'limits', 'expiry'] as const;
export type Column = (typeof COLUMNS)[number];
/** Prices are sentences about different things: no order of them would say anything. */
export type Sortable = Exclude<Column, 'price'>;
export const isSortable = (column: Column): column is Sortable => column !== 'price';

export interface Order {
  readonly by: Sortable;
  readonly isDown: boolean;
}

/** What somebody may insist on. */
export const NEEDS = ['free', 'limits', 'expiry'] as const;
export type Need = (typeof NEEDS)[number];

export interface Choice {
  readonly text: string;
  readonly category: Category | 'all';
  readonly makes: Guide['makes'][number] | 'all';
  /** Only what is known to be so. */
  readonly needs: readonly Need[];
}

export const ANYTHING: Choice = { text: '', category: 'all', makes: 'all', needs: [] };

const DIFFICULTIES = ['easy', 'medium', 'hard'];
const ANSWERS: readonly Told['is'][] = ['yes', 'no', 'unknown'];

const labelOf = (category: Category): string => categories.find(([id]) => id === category)?.[1] ?? category;

const MEETS: Readonly<Record<Need, (compared: Compared) => boolean>> = {
  free: ({ guide }) => !/^(?:none|not known)/i.test(guide.price.free),
  limits: ({ traits }) => traits.limits.is === 'yes',
  expiry: ({ traits }) => traits.expiry.is === 'yes',
};

/** A dearer or longer thing comes later; what is not known comes last. */
const KEYS: Readonly<Record<Sortable, (compared: Compared) => string | number>> = {
  name: ({ guide }) => guide.name.toLowerCase(),
  category: ({ guide }) => labelOf(guide.category),
  makes: ({ guide }) => -guide.makes.length,
  free: (compared) => (MEETS.free(compared) ? compared.guide.price.free : `~${compared.guide.price.free}`),
  setup: ({ guide }) => guide.setup.minutes * 10 + DIFFICULTIES.indexOf(guide.setup.difficulty),
  limits: ({ traits }) => ANSWERS.indexOf(traits.limits.is),
  expiry: ({ traits }) => ANSWERS.indexOf(traits.expiry.is),
};

export function sort(all: readonly Compared[], { by, isDown }: Order): Compared[] {
  const key = KEYS[by];
  const sign = isDown ? -1 : 1;
  return [...all].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right));
    return sign * order || a.guide.name.localeCompare(b.guide.name);
  });
}

/** Every word that was typed stands somewhere in its row. */
export function matches(compared: Compared, { text, category, makes, needs }: Choice): boolean {
  const { guide, traits } = compared;
  if (!needs.every((need) => MEETS[need](compared))) return false;
  if (category !== 'all' && guide.category !== category) return false;
  if (makes !== 'all' && !guide.makes.includes(makes)) return false;
  const place = [
    guide.name,
    guide.about,
    labelOf(guide.category),
    guide.price.note,
    guide.price.free,
    traits.limits.note,
    traits.expiry.note,
    ...guide.makes.map((kind) => words.kinds[kind]),
  ]
    .join('\n')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => place.includes(word));
}

export const sayCategory = labelOf;
