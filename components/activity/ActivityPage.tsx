import { ArrowUpRight, ChevronLeft, ChevronRight, ScrollText } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Page } from '../app/Page';
import { ProblemAlert } from '../app/ProblemAlert';
import { hrefTo } from '../app/route';
import { Button, ButtonLink } from '../ui/Button';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { ExportButtons } from './ExportButtons';
import { Filters } from './Filters';
import { type Filter, isNarrowing, NO_FILTER } from './filter';
import { Kept } from './Kept';
import { Lines } from './Lines';
import { type Looking, useRecord } from './useRecord';
import { Verify } from './Verify';
import { words } from './words';

const PAGE = 50;

export function ActivityPage() {
  const [filter, setFilter] = useState(NO_FILTER);
  const [page, setPage] = useState(0);
  const change = (next: Filter) => {
    setFilter(next);
    setPage(0);
  };
  // One more than are shown says whether there is another page.
  const looking = useRecord(useDeferredValue(filter), (page + 1) * PAGE + 1);
  return (
    <Page
      name={words.title}
      actions={
        <ButtonLink href={hrefTo('leaves')} icon={ArrowUpRight}>
          {words.leaves}
        </ButtonLink>
      }
    >
      <p className="max-w-3xl text-soft">
        {words.about} {words.running}
      </p>
      <Filters filter={filter} onChange={change} />
      {looking.problem && <ProblemAlert problem={looking.problem} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="min-w-0 space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Told looking={looking} filter={filter} />
            <ExportButtons filter={filter} />
          </div>
          <Shown looking={looking} page={page} filter={filter} onClear={() => change(NO_FILTER)} />
          <Pages page={page} looking={looking} onGo={setPage} />
        </Card>
        <div className="space-y-4">
          <Verify />
          <Kept />
        </div>
      </div>
    </Page>
  );
}

/** How many there are, or how far the search is. */
function Told({ looking, filter }: { readonly looking: Looking; readonly filter: Filter }) {
  const { found, isLooking, total } = looking;
  const isNarrow = isNarrowing(filter);
  const text = !isNarrow
    ? words.total(total)
    : isLooking || !found
      ? words.filter.looking(found?.looked ?? 0, total)
      : words.filter.count(found.isAll ? found.lines.length : found.lines.length - 1, found.isAll);
  return (
    <p role="status" className="text-sm text-soft tabular-nums">
      {found ? text : ''}
    </p>
  );
}

interface ShownProps {
  readonly looking: Looking;
  readonly page: number;
  readonly filter: Filter;
  readonly onClear: () => void;
}

function Shown({ looking: { found, isLooking, problem }, page, filter, onClear }: ShownProps) {
  const lines = found?.lines.slice(page * PAGE, (page + 1) * PAGE) ?? [];
  if (lines.length > 0) return <Lines lines={lines} />;
  if (problem) return null;
  if (isLooking) return <Skeleton lines={6} label={words.loading} />;
  return isNarrowing(filter) ? (
    <EmptyState
      icon={ScrollText}
      title={words.filter.none}
      actions={<Button onClick={onClear}>{words.filter.clear}</Button>}
    />
  ) : (
    <EmptyState icon={ScrollText} title={words.empty} />
  );
}

interface PagesProps {
  readonly page: number;
  readonly looking: Looking;
  readonly onGo: (page: number) => void;
}

function Pages({ page, looking: { found }, onGo }: PagesProps) {
  const hasOlder = (found?.lines.length ?? 0) > (page + 1) * PAGE;
  if (page === 0 && !hasOlder) return null;
  return (
    <nav aria-label={words.pages} className="flex items-center justify-between gap-2">
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
