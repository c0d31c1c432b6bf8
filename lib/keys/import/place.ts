/** Where a value belongs: by its look where nobody else's looks so, by its name, and otherwise only perhaps. */
import type { Guide, Kind, Pasted, Traits } from '../../providers/shape';
import { cleanPasted } from '../paste';
import { type Entry, LONGEST_VALUE, toWords } from './entry';

export interface Place {
  readonly provider: string;
  readonly kind: string;
  readonly field: string;
}

export interface Placed {
  readonly entry: Entry;
  readonly value: string;
  /** A whole credential in one text, as its provider takes it apart. */
  readonly whole?: Pasted & { readonly provider: string };
  /** Where it may belong. Several of one provider are its kinds; none is nothing at all. */
  readonly places: readonly Place[];
  /** Nobody else's, or named so: it need not be asked. */
  readonly isSure: boolean;
  /** Its name, but not the look that this provider's keys have today. */
  readonly isOdd: boolean;
  /** What is left of the name: keys of two accounts are told apart by it. */
  readonly rest: string;
}

/** What the files say of every provider, brought into the order in which it is looked up. */
export interface Known {
  readonly guides: readonly Guide[];
  find(words: readonly string[]): { readonly places: readonly Place[]; readonly rest: string } | undefined;
}

export function toKnown(guides: readonly Guide[], allTraits: readonly Traits[]): Known {
  const byName = new Map<string, Place[]>();
  for (const { id, variables } of allTraits)
    for (const [kind, fields] of Object.entries(variables))
      for (const [field, names] of Object.entries(fields))
        for (const name of names)
          byName.set(name, [...(byName.get(name) ?? []), { provider: id, kind, field }]);
  for (const guide of guides) addOwnNames(byName, guide);
  return { guides, find: (words) => findNamed(byName, words) };
}

/** `Mistral AI: …`: what a service is called is a name for its key, where that is a single secret. */
function addOwnNames(byName: Map<string, Place[]>, guide: Guide): void {
  for (const kind of guide.kinds.slice(0, 1)) {
    const field = loneField(kind);
    if (!field) continue;
    const place = { provider: guide.id, kind: kind.id, field };
    for (const name of [
      guide.id,
      guide.name,
      `${guide.id} key`,
      `${guide.id} api key`,
      `${guide.id} token`,
    ]) {
      const words = toWords(name).join('_');
      if (!byName.has(words)) byName.set(words, [place]);
    }
  }
}

/** The only field that must be given, when there is but one. */
export function loneField(kind: Kind): string | undefined {
  const needed = kind.fields.filter((field) => !field.isOptional && field.initial === undefined);
  return needed.length === 1 ? needed[0]?.name : undefined;
}

const MOST_WORDS = 12;

/** The longest run of words that is a known name. What stands around it parts one account from another. */
function findNamed(byName: ReadonlyMap<string, readonly Place[]>, all: readonly string[]) {
  const words = all.slice(0, MOST_WORDS);
  for (let length = words.length; length > 0; length -= 1)
    for (let from = 0; from + length <= words.length; from += 1) {
      const places = byName.get(words.slice(from, from + length).join('_'));
      if (places) return { places, rest: [...words.slice(0, from), ...words.slice(from + length)].join('_') };
    }
  return undefined;
}

const SHORTEST = 8;
/** What stands in examples where a key should be. */
const EMPTY =
  /^(?:(?:your|my|the|insert|enter|replace|change|paste|todo)[-_.]|(?:changeme|null|true|false|none)$|x{3}|\.\.\.|<|\$\{|\{\{)/i;

export function place(known: Known, entry: Entry): Placed | undefined {
  if (entry.value.length > LONGEST_VALUE) return undefined;
  const value = cleanPasted(entry.value);
  if (value === '' || EMPTY.test(value) || !/^[\x21-\x7e]+$/.test(value)) return undefined;
  const named = known.find(toWords(entry.name));
  const plain = shapesOf(known, value, true);
  const rest = named?.rest ?? toWords(entry.name).join('_');
  const shared = { entry, value, rest };
  const whole = takeWhole(known, value);
  if (whole) return { ...shared, whole, places: [], isSure: true, isOdd: false };
  if (plain.length > 0) return { ...shared, places: plain, isSure: true, isOdd: false };
  if (named) {
    const fitting = named.places.filter((where) => fits(known, where, value) !== false);
    const isOdd = fitting.length === 0;
    if (isOdd && value.length < SHORTEST) return undefined;
    return { ...shared, places: isOdd ? named.places : fitting, isSure: true, isOdd };
  }
  if (value.length < SHORTEST) return undefined;
  return { ...shared, places: shapesOf(known, value, false), isSure: false, isOdd: false };
}

function takeWhole({ guides }: Known, value: string) {
  for (const guide of guides) {
    const pasted = value.includes('://') ? guide.paste?.(value) : undefined;
    if (pasted) return { ...pasted, provider: guide.id };
  }
  return undefined;
}

function shapesOf({ guides }: Known, value: string, isPlain: boolean): Place[] {
  return guides.flatMap((guide) =>
    guide.formats.flatMap(({ kind, field, pattern, isUnmistakable }) =>
      (isUnmistakable ?? false) === isPlain && pattern.test(value)
        ? [{ provider: guide.id, kind, field }]
        : [],
    ),
  );
}

/** Undefined where nothing is known of the look. */
export function fits({ guides }: Known, where: Place, value: string): boolean | undefined {
  const guide = guides.find(({ id }) => id === where.provider);
  const field = guide?.kinds
    .find(({ id }) => id === where.kind)
    ?.fields.find(({ name }) => name === where.field);
  if (field?.choices) return field.choices.some((choice) => choice.value === value);
  const formats =
    guide?.formats.filter(({ kind, field }) => kind === where.kind && field === where.field) ?? [];
  return formats.length > 0 ? formats.some(({ pattern }) => pattern.test(value)) : undefined;
}

/** Nobody else's look, before anything is cut off it. */
export const isPlain = (known: Known, value: string): boolean =>
  value.length >= SHORTEST &&
  value.length <= LONGEST_VALUE &&
  !/\s/.test(value) &&
  shapesOf(known, value, true).length > 0;
