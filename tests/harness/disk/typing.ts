/** Types into every field that a page shows, whatever it is called: a field of tomorrow is typed into too. */
import type { Screen } from '../screen';
import type { Words } from './words';

/** The number of fields. What was typed is left there, unsaved, and no longer hidden by dots. */
export async function typeEverywhere(screen: Screen, words: Words, place: string): Promise<number> {
  let index = 0;
  for (;;) {
    const label = await screen.evaluate(focusField, index);
    if (label === null) break;
    await screen.type(words.fresh(`${place}: ${label}`));
    index += 1;
  }
  await screen.evaluate(showSecrets);
  return index;
}

/** Puts the cursor over all that is in the field of this number. Null: there are no more. */
function focusField(index: number): string | null {
  const place = document.querySelector('dialog:modal') ?? document.body;
  const kinds = ['text', 'password', 'search', 'email', 'url', 'tel', 'number', 'textarea'];
  const fields = [...place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
  const field = fields.filter(
    (each) => kinds.includes(each.type) && !each.disabled && !each.readOnly && each.checkVisibility(),
  )[index];
  if (!field) return null;
  field.focus();
  field.select();
  return field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? field.name;
}

/** What is shown in clear is what a browser is likeliest to keep. */
function showSecrets(): void {
  for (const button of document.querySelectorAll('button'))
    if (button.getAttribute('aria-pressed') === 'false' && button.textContent === 'Show') button.click();
}
