/** What a file held, as it is listed. The keys themselves are not in here: they wait in `Held`. */

import { newId } from '../../../lib/core/ids';
import type { Problem } from '../../../lib/core/problem';
import { maskSecret, toHint } from '../../../lib/keys/hint';
import type { Asked, Assembled, Found } from '../../../lib/keys/import/assemble';
import { loneField, type Place } from '../../../lib/keys/import/place';
import type { Environment } from '../../../lib/keys/record';
import { allGuides, findGuide } from '../../../lib/providers/guides';
import type { Report } from '../../../lib/providers/report';
import type { Fields, Guide, Kind } from '../../../lib/providers/shape';

export interface Draft {
  readonly provider: string;
  readonly kind: string;
  readonly fields: Fields;
}

export interface Row {
  /** The id that its key will have: however often Save is pressed, one key comes of it. */
  readonly id: string;
  /** What it was called in the file. */
  readonly name: string;
  readonly hint: string;
  readonly environment: Environment;
  /** Undefined as long as nobody said whose it is. */
  readonly provider: string | undefined;
  readonly kind: string | undefined;
  /** Where it may belong, when it had to be asked. */
  readonly places?: readonly Place[];
  readonly knownAs?: string;
  readonly missing?: readonly string[];
  readonly isOdd?: boolean;
  readonly isTaken: boolean;
  readonly isBusy?: boolean;
  readonly isSaved?: boolean;
  readonly report?: Report | undefined;
  readonly problem?: Problem | undefined;
}

/** The keys by their row, outside of React: gone with the dialog, one by one as they are saved. */
export class Held {
  readonly #drafts = new Map<string, Draft>();
  readonly #values = new Map<string, string>();

  put = (id: string, draft: Draft) => void this.#drafts.set(id, draft);
  ask = (id: string, value: string) => void this.#values.set(id, value);
  find = (id: string): Draft | undefined => this.#drafts.get(id);

  /** Somebody said whose it is; undefined: nobody's. */
  settle(id: string, place: Place | undefined): void {
    const value = this.#values.get(id);
    const kind = place && kindOf(place.provider, place.kind);
    if (!place || !kind || value === undefined) this.#drafts.delete(id);
    else this.#drafts.set(id, { ...place, fields: { ...initialOf(kind), [place.field]: value } });
  }
  forget(id: string): void {
    this.#drafts.delete(id);
    this.#values.delete(id);
  }
  forgetAll(): void {
    this.#drafts.clear();
    this.#values.clear();
  }
}

const LONGEST_NAME = 80;
const shared = ({ name, isForTests }: Found | Asked) => ({
  name: name.slice(0, LONGEST_NAME),
  environment: isForTests ? ('test' as const) : ('production' as const),
});

export function toRows(assembled: Assembled, held: Held): Row[] {
  return [
    ...assembled.found.map((found): Row => {
      const id = newId();
      const { provider, kind, fields, isOdd } = found;
      held.put(id, { provider, kind, fields });
      return { ...shared(found), id, provider, kind, hint: hintOf(found), isOdd, isTaken: true };
    }),
    ...assembled.asked.map((asked): Row => {
      const id = newId();
      held.ask(id, asked.value);
      const { places } = asked;
      return { ...shared(asked), id, places, hint: maskSecret(asked.value), ...NOBODYS };
    }),
    ...assembled.incomplete.map(
      ({ provider, name, missing }): Row => ({
        ...NOBODYS,
        id: newId(),
        name,
        hint: '',
        environment: 'production',
        provider,
        missing,
      }),
    ),
  ];
}

const NOBODYS = { provider: undefined, kind: undefined, isTaken: false } as const;

/** The masked secret, and before it what may be shown of it. */
function hintOf({ provider, kind: id, fields }: Draft): string {
  const kind = kindOf(provider, id);
  if (!kind) return '';
  const identifier = kind.fields.find((field) => field.holds === 'identifier' && fields[field.name]);
  return [identifier && fields[identifier.name], toHint(kind, fields)].filter(Boolean).join(' ');
}

const kindOf = (provider: string, id: string): Kind | undefined =>
  findGuide(provider)?.kinds.find((kind) => kind.id === id);

const initialOf = (kind: Kind): Fields =>
  Object.fromEntries(
    kind.fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]])),
  );

export interface Choice {
  readonly place: Place;
  readonly label: string;
}

const labelOf = (guide: Guide, kind: Kind) =>
  guide.kinds.length > 1 ? `${guide.name}: ${kind.label}` : guide.name;

/** Every kind of credential that is a single secret. */
export const allChoices: readonly Choice[] = allGuides.flatMap((guide) =>
  guide.kinds.flatMap((kind) => {
    const field = loneField(kind);
    return field
      ? [{ place: { provider: guide.id, kind: kind.id, field }, label: labelOf(guide, kind) }]
      : [];
  }),
);

export const isSamePlace = (a: Place, b: Place): boolean => a.provider === b.provider && a.kind === b.kind;

/** The addresses that must be reachable before it is checked. */
export function hostsOf({ provider, kind, fields }: Draft): readonly string[] {
  const guide = findGuide(provider);
  return guide ? [...guide.originsFor(kind, fields), ...(guide.downloads ?? [])] : [];
}

/** What can be saved: chosen, whole, and not here yet. */
export const isReady = (row: Row): boolean =>
  row.isTaken && row.provider !== undefined && !row.missing && !row.isSaved;
