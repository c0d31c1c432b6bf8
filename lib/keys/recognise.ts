/**
 * Does a credential look like what its kind expects? A remark warns and never refuses: formats change. Another
 * provider is named only for beginnings that nobody else has; look-alikes are never guessed.
 */
import type { Field, Fields, Format, Guide, Kind } from '../providers/shape';

export type Remark =
  /** It plainly is a key of another provider. */
  | { readonly what: 'elsewhere'; readonly guide: Guide }
  /** It is this provider's, but belongs into another kind of credential. */
  | { readonly what: 'other-kind'; readonly kind: Kind }
  /** It is this provider's, but belongs into another field. */
  | { readonly what: 'other-field'; readonly field: Field; readonly label: string }
  /** Recognised, and no key of any kind. */
  | { readonly what: 'misfit'; readonly says: string }
  | { readonly what: 'unknown-format'; readonly field: Field };

export function recognise(guides: readonly Guide[], guide: Guide, kind: Kind, fields: Fields): Remark[] {
  return kind.fields.flatMap((field) => remarkOn(guides, guide, kind, field, fields[field.name] ?? '') ?? []);
}

function remarkOn(
  guides: readonly Guide[],
  guide: Guide,
  kind: Kind,
  field: Field,
  value: string,
): Remark | undefined {
  if (!value || field.holds === 'choice') return undefined;
  const misfit = guide.misfits?.find(({ pattern }) => pattern.test(value));
  if (misfit) return { what: 'misfit', says: misfit.says };
  const wanted = guide.formats.filter((format) => format.kind === kind.id && format.field === field.name);
  const fitting = wanted.filter(({ pattern }) => pattern.test(value));
  if (fitting.some((format) => format.isUnmistakable)) return undefined;
  const elsewhere = guides.find((other) => other !== guide && isPlainlyOf(other, value));
  if (elsewhere) return { what: 'elsewhere', guide: elsewhere };
  if (fitting.length > 0 || wanted.length === 0) return undefined;
  return belongsElsewhereHere(guide, kind, field, value) ?? { what: 'unknown-format', field };
}

const isPlainlyOf = (guide: Guide, value: string): boolean =>
  guide.formats.some((format) => format.isUnmistakable && format.pattern.test(value));

function belongsElsewhereHere(guide: Guide, kind: Kind, field: Field, value: string): Remark | undefined {
  const fits = (format: Format) => format.pattern.test(value);
  const own = guide.formats.find((format) => format.kind === kind.id && fits(format));
  const meant = own && kind.fields.find((entry) => entry.name === own.field);
  if (meant) return { what: 'other-field', field, label: meant.label };
  const other = guide.formats.find((format) => format.kind !== kind.id && fits(format));
  const otherKind = guide.kinds.find((entry) => entry.id === other?.kind);
  return otherKind && { what: 'other-kind', kind: otherKind };
}
