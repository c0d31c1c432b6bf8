import { fail } from '../core/problem';
import type { Field, Fields, Kind, Wire } from '../providers/shape';

/** Header values are bytes: anything else would fail inside fetch and look like a broken network. */
const PRINTABLE = /^[\x20-\x7e]+$/;
const LONGEST = 10_000;

export const requireKind = (wire: Wire, id: string): Kind =>
  wire.kinds.find((kind) => kind.id === id) ?? fail('kind-unknown');

/** The credential as it will be sealed: known fields only, trimmed, none missing, none unsendable. */
export function parseFields(kind: Kind, fields: Fields): Fields {
  const known = kind.fields.map((field) => [field, (fields[field.name] ?? '').trim()] as const);
  for (const [field, value] of known) assertUsable(field, value);
  return Object.fromEntries(known.filter(([, value]) => value).map(([field, value]) => [field.name, value]));
}

function assertUsable(field: Field, value: string): void {
  if (!value) {
    if (!field.isOptional) fail('field-missing', { label: field.label });
    return;
  }
  if (value.length > LONGEST) fail('field-too-long', { label: field.label });
  if (!PRINTABLE.test(value)) fail('field-unreadable', { label: field.label });
  if (field.choices && !field.choices.some((choice) => choice.value === value))
    fail('field-missing', { label: field.label });
}
