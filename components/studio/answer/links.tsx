import { ImageOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from './words';

const SAFE = ['http:', 'https:', 'mailto:'];

/** Undefined for everything that a click should not follow. */
export function placeOf(href: string): { readonly href: string; readonly place: string } | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (!url || !SAFE.includes(url.protocol)) return undefined;
  // As the browser will read it: a name before an @ is no host, and letters of other scripts show as they are sent.
  return { href: url.href, place: url.protocol === 'mailto:' ? url.pathname : url.host };
}

interface AnswerLinkProps {
  readonly href: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** Opens in a tab of its own that learns nothing of us; where it leads stands behind it. */
export function AnswerLink({ href, text, children }: AnswerLinkProps) {
  const target = placeOf(href);
  if (!target)
    return (
      <>
        {children} <span className="text-soft">({href})</span>
      </>
    );
  const isTold = text === target.href || text === target.place || text === href;
  return (
    <>
      <a
        href={target.href}
        target="_blank"
        rel="noreferrer"
        title={words.leadsTo(target.href)}
        className="text-ember-ink underline underline-offset-2 [overflow-wrap:anywhere] hover:no-underline"
      >
        {children}
      </a>
      {!isTold && (
        <span dir="ltr" className="text-sm text-soft">
          {' '}
          ({target.place})
        </span>
      )}
    </>
  );
}

/** A picture on somebody's server would tell that server who reads this. */
export function NotLoaded({ alt, href }: { readonly alt: string; readonly href: string }) {
  const target = placeOf(href);
  return (
    <span className="inline-flex flex-wrap items-center gap-1 rounded-sm bg-sunken px-1 text-sm text-soft">
      <ImageOff size={12} aria-hidden />
      {alt && <span>{alt}</span>}
      <span>
        [{words.notLoaded}
        {target && `, ${target.place}`}]
      </span>
    </span>
  );
}
