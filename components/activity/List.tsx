/** A list of lines, page by page, and what is said of how many there are. */
import { ChevronLeft, ChevronRight, ScrollText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Line } from '../../lib/activity/reads';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { type Filter, isNarrowing } from './filter';
import type { Looking } from './useRecord';
import { words } from './words';

const PAGE = 50;

/** Which page is shown, and so how many lines are wanted. Another filter begins at its first. */
export function usePage(filter: Filter) {
  const [at, setAt] = useState({ filter, page: 0 });
  const page = at.filter === filter ? at.page : 0;
  return {
    page,
    // One more than are shown says whether there is another page.
    wanted: (page + 1) * PAGE + 1,
    go: (next: number) => setAt({ filter, page: next }),
  };
}

interface ToldProps {
  readonly looking: Looking;
  readonly filter: Filter;
  readonly total: (count: number) => string;
}

/** How many there are, or how far the search is. */
export function Told({ looking: { found, isLooking, total: all }, filter, total }: ToldProps) {
  const text = !isNarrowing(filter)
    ? total(all)
    : isLooking || !found
      ? words.filter.looking(found?.looked ?? 0, all)
      : words.filter.count(found.isAll ? found.lines.length : found.lines.length - 1, found.isAll);
  return (
    <p role="status" className="text-sm text-soft tabular-nums">
      {found ? text : ''}
    </p>
  );
}

interface ShownProps<One extends Line> {
  readonly looking: Looking<One>;
  readonly page: number;
  readonly filter: Filter;
  readonly onClear?: () => void;
  readonly children: (lines: readonly One[]) => ReactNode;
}

export function Shown<One extends Line>({ looking, page, filter, onClear, children }: ShownProps<One>) {
  const { found, isLooking, problem } = looking;
  const lines = found?.lines.slice(page * PAGE, (page + 1) * PAGE) ?? [];
  if (lines.length > 0) return children(lines);
  if (problem) return null;
  if (isLooking) return <Skeleton lines={6} label={words.loading} />;
  if (!isNarrowing(filter)) return <EmptyState icon={ScrollText} title={words.empty} />;
  if (!onClear) return null;
  const clear = <Button onClick={onClear}>{words.filter.clear}</Button>;
  return <EmptyState icon={ScrollText} title={words.filter.none} actions={clear} />;
}

interface PagesProps {
  readonly label: string;
  readonly page: number;
  readonly looking: Looking;
  readonly onGo: (page: number) => void;
}

export function Pages({ label, page, looking: { found }, onGo }: PagesProps) {
  const hasOlder = (found?.lines.length ?? 0) > (page + 1) * PAGE;
  if (page === 0 && !hasOlder) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-2">
      <Button icon={ChevronLeft} disabled={page === 0} onClick={() => onGo(page - 1)}>
        {words.newer}
      </Button>
      <span className="text-sm text-soft tabular-nums">{words.page(page + 1)}</span>
      <Button icon={ChevronRight} disabled={!hasOlder} onClick={() => onGo(page + 1)}>
        {words.older}
      </Button>
    </nav>
  );
}
