import type { Category } from '../../lib/providers/shape';
import { classes } from '../ui/classes';
import { toInitials } from './mark';

/** Where on the colour wheel: what belongs together is found by its tint. */
const hues: Readonly<Record<Category, string>> = {
  ai: '[--hue:265]',
  'image-3d': '[--hue:320]',
  email: '[--hue:210]',
  sms: '[--hue:175]',
  payment: '[--hue:145]',
  analytics: '[--hue:95]',
  storage: '[--hue:235]',
  developer: '[--hue:20]',
};

/** A tile: two letters, no company's own sign. */
export const ProviderMark = ({ name, category }: { readonly name: string; readonly category: Category }) => (
  <span
    aria-hidden
    className={classes(
      'tile flex size-9 shrink-0 items-center justify-center rounded-md text-sm font-semibold',
      hues[category],
    )}
  >
    {toInitials(name)}
  </span>
);
