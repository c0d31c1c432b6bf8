/** The mark. Its colours are its own in both themes, as on the toolbar. */
export const Mark = ({ size = 24 }: { readonly size?: number }) => (
  <img src="/icon.svg" alt="" width={size} height={size} />
);

export const Brand = () => (
  <div className="flex items-center gap-2">
    <Mark />
    <span className="text-lg font-semibold">Firekeep</span>
  </div>
);
