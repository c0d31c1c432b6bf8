import type { LucideIcon } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { browser } from 'wxt/browser';
import { toProblem } from '../../lib/core/problem';
import { ButtonLink, type ButtonLook, iconButtonLook } from '../ui/Button';
import { toast } from '../ui/toasts';
import { wordsFor } from './problems';
import { hrefTo } from './route';
import { useSurface } from './surface';
import { openOptionsAt, type Target } from './target';

/** What makes an `<a>` lead to a place in the options page, in the tab that already has it if there is one. */
export function useOptionsLink(to: Target) {
  const surface = useSurface();
  const open = async (event: MouseEvent) => {
    // With a modifier it is an ordinary link: a new tab or window, without the exact place.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await openOptionsAt(to);
      if (surface === 'popup') close();
    } catch (error) {
      toast(wordsFor(toProblem(error)).what);
    }
  };
  return {
    href: `${browser.runtime.getURL('/options.html')}${hrefTo(to.page)}`,
    target: '_blank',
    onClick: open,
  };
}

interface OptionsLinkProps {
  readonly to: Target;
  readonly look?: ButtonLook;
  readonly size?: 'small' | 'normal';
  readonly icon?: LucideIcon;
  readonly 'aria-describedby'?: string;
  readonly children: ReactNode;
}

export const OptionsLink = ({ to, children, ...dress }: OptionsLinkProps) => (
  <ButtonLink {...dress} {...useOptionsLink(to)}>
    {children}
  </ButtonLink>
);

interface OptionsIconLinkProps {
  readonly to: Target;
  readonly icon: LucideIcon;
  readonly label: string;
}

export const OptionsIconLink = ({ to, icon: Icon, label }: OptionsIconLinkProps) => (
  <a {...useOptionsLink(to)} title={label} className={iconButtonLook}>
    <Icon size={16} aria-hidden />
    <span className="sr-only">{label}</span>
  </a>
);
