import { toInitials } from './mark';

/** A neutral tile: two letters, no company's own sign. */
export const ProviderMark = ({ name }: { readonly name: string }) => (
  <span
    aria-hidden
    className="flex size-9 shrink-0 items-center justify-center rounded-md bg-sunken text-sm font-semibold text-soft"
  >
    {toInitials(name)}
  </span>
);
