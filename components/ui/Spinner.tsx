import { LoaderCircle } from 'lucide-react';

/** Says nothing by itself: what it stands beside says what is being done. */
export function Spinner({ size = 16 }: { readonly size?: number }) {
  return <LoaderCircle size={size} aria-hidden className="animate-spin motion-reduce:animate-none" />;
}
