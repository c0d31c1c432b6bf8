/** From where each picture on the form shows it: one for each side, the front first. */
import type { KeptFile } from '../../../lib/files/record';
import type { Form, View } from '../form';

export const SIDES: readonly View[] = ['front', 'left', 'back', 'right'];

type Shown = Pick<Form, 'files' | 'views'>;

export const viewAt = ({ views }: Pick<Form, 'views'>, at: number): View => views[at] ?? SIDES[at] ?? 'front';

export const pictureOf = (form: Shown, view: View): KeptFile | undefined =>
  form.files.find((_, at) => viewAt(form, at) === view);

export function withPicture(form: Shown, view: View, picture: KeptFile | undefined): Shown {
  const all = SIDES.flatMap((side) => {
    const file = side === view ? picture : pictureOf(form, side);
    return file ? [{ side, file }] : [];
  });
  return { files: all.map(({ file }) => file), views: all.map(({ side }) => side) };
}

/** Where pictures go that come together: beginning at the side that was meant, then wherever there is room. */
export function placesFor(form: Shown, first: View, count: number): readonly View[] {
  const free = SIDES.filter((side) => side !== first && !pictureOf(form, side));
  return [first, ...free].slice(0, count);
}
