import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly isOpenAtFirst?: boolean;
  readonly onToggle?: (isOpen: boolean) => void;
}

/** Folded away until asked for. */
export function Disclosure({ summary, children, isOpenAtFirst = false, onToggle }: DisclosureProps) {
  return (
    <details
      className="group"
      open={isOpenAtFirst}
      onToggle={({ currentTarget }) => onToggle?.(currentTarget.open)}
    >
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-sm font-medium text-soft hover:text-ink">
        <ChevronRight size={14} aria-hidden className="shrink-0 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-2 pl-5 text-sm">{children}</div>
    </details>
  );
}
