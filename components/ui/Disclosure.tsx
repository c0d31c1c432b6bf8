import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly isOpenAtFirst?: boolean;
}

/** Folded away until asked for. */
export function Disclosure({ summary, children, isOpenAtFirst = false }: DisclosureProps) {
  return (
    <details className="group" open={isOpenAtFirst}>
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-sm font-medium text-soft hover:text-ink">
        <ChevronRight size={14} aria-hidden className="shrink-0 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-2 pl-5 text-sm">{children}</div>
    </details>
  );
}
