import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../ui/Button';
import { PAGE_ITEMS } from './useListing';
import { words } from './words';

interface PagerProps {
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** At either end the button stays, so that the focus does too. */
export function Pager({ page, total, onPage }: PagerProps) {
  if (total <= PAGE_ITEMS && page === 0) return null;
  const last = Math.max(0, Math.ceil(total / PAGE_ITEMS) - 1);
  const go = (to: number) => {
    if (to >= 0 && to <= last) onPage(to);
  };
  const from = Math.min(total, page * PAGE_ITEMS + 1);
  return (
    <nav aria-label={words.pages} className="flex items-center justify-center gap-2">
      <IconButton
        icon={ChevronLeft}
        label={words.previous}
        aria-disabled={page === 0}
        onClick={() => go(page - 1)}
      />
      <span className="text-sm tabular-nums">
        {words.range(from, Math.min(total, (page + 1) * PAGE_ITEMS), total)}
      </span>
      <IconButton
        icon={ChevronRight}
        label={words.next}
        aria-disabled={page >= last}
        onClick={() => go(page + 1)}
      />
    </nav>
  );
}
