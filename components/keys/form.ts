/**
 * A credential as it stands in a form. It is read when it is sent and never before: what was typed lives in the
 * browser's own fields, not in React's state.
 */
import { cleanPasted } from '../../lib/keys/paste';
import type { Field, Fields, Kind } from '../../lib/providers/shape';

type Control = HTMLInputElement | HTMLSelectElement;

export const controlName = (field: Pick<Field, 'name'>): string => `credential.${field.name}`;

export function findControl(form: HTMLFormElement | null, name: string): Control | undefined {
  const control = form?.elements.namedItem(name);
  return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control : undefined;
}

export const readControl = (form: HTMLFormElement | null, name: string): string =>
  findControl(form, name)?.value ?? '';

export const isTicked = (form: HTMLFormElement | null, name: string): boolean => {
  const control = findControl(form, name);
  return control instanceof HTMLInputElement && control.checked;
};

/** Cleaned, without what is empty. */
export const readFields = (form: HTMLFormElement | null, kind: Kind): Fields =>
  Object.fromEntries(
    kind.fields
      .map((field) => [field.name, cleanPasted(readControl(form, controlName(field)))] as const)
      .filter(([, value]) => value !== ''),
  );

export function fillFields(form: HTMLFormElement | null, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const control = findControl(form, controlName({ name }));
    if (control) control.value = value;
  }
}

/** Before the form goes away: an element that is no longer shown may stay in memory for a while. */
export const clearFields = (form: HTMLFormElement | null): void => form?.reset();

export const findMissing = (kind: Kind, fields: Fields): Field | undefined =>
  kind.fields.find((field) => !field.isOptional && !fields[field.name]);
