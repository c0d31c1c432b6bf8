import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';

const look = 'text-ember-ink underline underline-offset-2 hover:no-underline';

/** To another place in Firekeep. */
export function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} className={look}>
      {children}
    </a>
  );
}

/** To somebody else's site, in a tab of its own that learns nothing about us. */
export function SiteLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={look}>
      {children}
      <ExternalLink size={12} aria-hidden className="ml-1 inline" />
    </a>
  );
}
