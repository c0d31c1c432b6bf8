/** From single values to credentials: what belongs together is put together, and the rest is said. */
import type { Fields, Guide, Kind } from '../../providers/shape';
import { fits, type Known, loneField, type Place, type Placed } from './place';

export interface Found {
  readonly provider: string;
  readonly kind: string;
  readonly fields: Fields;
  /** What it was called in the file. */
  readonly name: string;
  readonly isForTests: boolean;
  /** Named so, but of another look than this provider's keys have today. */
  readonly isOdd: boolean;
}

/** A value that may be a key: whose, a person has to say. */
export interface Asked {
  readonly value: string;
  readonly name: string;
  readonly isForTests: boolean;
  /** Where its look would fit, of all that take a single secret. */
  readonly places: readonly Place[];
}

export interface Incomplete {
  readonly provider: string;
  readonly name: string;
  /** The labels of the fields that were not in the file. */
  readonly missing: readonly string[];
}

export interface Assembled {
  readonly found: readonly Found[];
  readonly asked: readonly Asked[];
  readonly incomplete: readonly Incomplete[];
  /** Keys that stood in the file more than once. */
  readonly twice: number;
  readonly hasMore: boolean;
}

interface Group {
  readonly provider: string;
  readonly fields: Map<string, string>;
  name: string;
  isOdd: boolean;
}

/** More than anybody has: a file that holds more is no list of keys. */
export const MOST_FOUND = 500;

export class Assembly {
  private readonly groups: Group[] = [];
  /** The open group of each provider and rest of a name. */
  private readonly current = new Map<string, Group>();
  private readonly wholes: Found[] = [];
  private readonly asked: Asked[] = [];
  private last: Group | undefined;
  private hasMore = false;

  constructor(private readonly known: Known) {}

  add(placed: Placed | undefined): void {
    if (this.groups.length + this.wholes.length + this.asked.length >= MOST_FOUND) {
      this.hasMore ||= placed !== undefined;
      return;
    }
    if (placed) this.take(placed);
    else this.last = undefined;
  }

  private take(placed: Placed): void {
    if (placed.whole) {
      const { provider, kind, fields } = placed.whole;
      const { name } = placed.entry;
      this.wholes.push({ provider, kind, fields, name, isOdd: false, isForTests: isForTests(name, '') });
    } else if (placed.isSure) this.join(placed);
    else if (!this.joinLast(placed)) this.ask(placed);
  }

  private join({ places, entry, value, rest, isOdd }: Placed): void {
    const [first] = places;
    if (!first) return;
    const key = `${first.provider} ${rest}`;
    let group = this.current.get(key);
    if (!group || (group.fields.has(first.field) && group.fields.get(first.field) !== value)) {
      group = { provider: first.provider, fields: new Map(), name: '', isOdd };
      this.groups.push(group);
      this.current.set(key, group);
    }
    group.fields.set(first.field, value);
    group.isOdd ||= isOdd;
    if (this.isSecret(first) || group.name === '') group.name = entry.name;
    this.last = group;
  }

  /** A bare value below the first half of a pair is its second half, when it looks like it. */
  private joinLast({ value, entry }: Placed): boolean {
    const { last } = this;
    if (!last || this.kindsOf(last.provider).some((kind) => missing(kind, last.fields).length === 0))
      return false;
    for (const kind of this.kindsOf(last.provider)) {
      const [field, ...more] = missing(kind, last.fields);
      const place = { provider: last.provider, kind: kind.id, field: field?.name ?? '' };
      if (!field || more.length > 0 || !fits(this.known, place, value)) continue;
      last.fields.set(field.name, value);
      if (field.holds === 'secret' && entry.name) last.name = entry.name;
      return true;
    }
    return false;
  }

  private ask({ value, entry, places }: Placed): void {
    this.last = undefined;
    const lone = places.filter((place) => {
      const kind = this.kindsOf(place.provider).find(({ id }) => id === place.kind);
      return kind && loneField(kind) === place.field;
    });
    if (lone.length === 0 && !looksLikeKey(value)) return;
    if (this.asked.some((other) => other.value === value)) return;
    this.asked.push({ value, name: entry.name, places: lone, isForTests: isForTests(entry.name, value) });
  }

  end(): Assembled {
    const ends = this.groups.map((group) => this.close(group));
    const all = [...this.wholes, ...ends.flatMap((end) => end.found)];
    const found = unique(all);
    return {
      found,
      asked: this.asked,
      incomplete: ends.flatMap((end) => end.incomplete ?? []),
      twice: all.length - found.length,
      hasMore: this.hasMore,
    };
  }

  private close(group: Group): { readonly found: Found[]; readonly incomplete?: Incomplete } {
    const kinds = this.kindsOf(group.provider);
    const whole = kinds.filter((kind) => missing(kind, group.fields).length === 0);
    if (whole.length > 0) return { found: whole.map((kind) => toFound(group, kind)) };
    const [nearest] = kinds
      .filter((kind) => missing(kind, group.fields).length < needed(kind).length)
      .sort((a, b) => missing(a, group.fields).length - missing(b, group.fields).length);
    if (!nearest || group.isOdd) return { found: [] };
    const labels = missing(nearest, group.fields).map(({ label }) => label);
    return { found: [], incomplete: { provider: group.provider, name: group.name, missing: labels } };
  }

  private kindsOf(provider: string): readonly Kind[] {
    return this.guideOf(provider)?.kinds ?? [];
  }
  private guideOf(provider: string): Guide | undefined {
    return this.known.guides.find(({ id }) => id === provider);
  }
  private isSecret(place: Place): boolean {
    const kind = this.kindsOf(place.provider).find(({ id }) => id === place.kind);
    return kind?.fields.find(({ name }) => name === place.field)?.holds === 'secret';
  }
}

const needed = (kind: Kind) =>
  kind.fields.filter((field) => !field.isOptional && field.initial === undefined);
const missing = (kind: Kind, fields: ReadonlyMap<string, string>) =>
  needed(kind).filter((field) => !fields.has(field.name));

function toFound({ provider, fields, name, isOdd }: Group, kind: Kind): Found {
  const held = kind.fields.flatMap((field) => {
    const value = fields.get(field.name) ?? field.initial;
    return value === undefined ? [] : [[field.name, value] as const];
  });
  const isTest = isForTests(name, [...fields.values()].join(' '));
  return { provider, kind: kind.id, fields: Object.fromEntries(held), name, isOdd, isForTests: isTest };
}

function unique(all: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const found of all) {
    const key = JSON.stringify([found.provider, found.kind, Object.entries(found.fields).sort()]);
    if (!seen.has(key)) seen.set(key, found);
  }
  return [...seen.values()];
}

const isForTests = (name: string, value: string): boolean =>
  /(?:^|[^a-z])(?:test|dev|development|staging|sandbox)(?:[^a-z]|$)/i.test(name) || /_test_/.test(value);

/** Long, without an address or a path in it, of letters and digits both. */
const looksLikeKey = (value: string): boolean =>
  /^[\w.:+/=-]{20,300}$/.test(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  !/:\/\/|^\/|^\.|^[\d.:-]+$|\.(?:com|org|net|io|ai|dev|js|ts|json|md|png)\b/.test(value);
