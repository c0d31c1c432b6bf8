import { ChartColumn } from 'lucide-react';
import { useMemo, useState } from 'react';
import { totalOf } from '../../lib/usage/reads';
import { Page } from '../app/Page';
import { ProblemAlert, ReloadButton } from '../app/ProblemAlert';
import { Budgets } from '../budgets/Budgets';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Skeleton } from '../ui/Skeleton';
import { Balances } from './Balances';
import { Breakdown } from './Breakdown';
import { ExportCsv } from './ExportCsv';
import { binsOf } from './figures';
import { MonthCards } from './MonthCards';
import { type Names, useNames } from './names';
import { PeriodPicker } from './PeriodPicker';
import { firstPeriod, type Span, toSpan } from './period';
import { Rates } from './Rates';
import { Tips } from './Tips';
import { Total } from './Total';
import { useMonth } from './useMonth';
import { useToday } from './useToday';
import { type SpanUsage, useUsage } from './useUsage';
import { words } from './words';

export function UsagePage() {
  const today = useToday();
  const [period, setPeriod] = useState(() => firstPeriod(today));
  const faces = useFaces();
  const keys = useKeys();
  const month = useMonth();
  const names = useNames(faces, keys.state === 'ready' ? keys.value : undefined);
  const span = toSpan(period, today);
  const known = faces && keys.state === 'ready' ? names : undefined;
  return (
    <Page name={words.page}>
      {keys.state === 'ready' && <MonthCards listing={keys.value} month={month} isOpen />}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <PeriodPicker period={period} today={today} onChange={setPeriod} />
        {span && known && <ExportCsv span={span} names={known} />}
      </div>
      {span && <Spending span={span} names={known} />}
      <Budgets />
      {keys.state === 'ready' && known && <Balances keys={keys.value.keys} names={known} />}
      {known && <Rates names={known} />}
      {keys.state === 'failed' && <ProblemAlert problem={keys.problem} actions={<ReloadButton />} />}
    </Page>
  );
}

interface SpendingProps {
  readonly span: Span;
  /** Undefined until it is known what services and keys are called. */
  readonly names: Names | undefined;
}

function Spending({ span, names }: SpendingProps) {
  const { live, opened } = useUsage(span);
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} actions={<ReloadButton />} />;
  if (live.state === 'loading' || !names)
    return (
      <Card>
        <Skeleton lines={6} label={words.loading} />
        {opened > 0 && <p className="pt-3 text-sm text-soft">{words.total.summing(opened)}</p>}
      </Card>
    );
  return <Spent usage={live.value} names={names} />;
}

function Spent({
  usage: { cells, damaged, span },
  names,
}: {
  readonly usage: SpanUsage;
  readonly names: Names;
}) {
  const today = useToday();
  const bins = useMemo(() => binsOf(span, cells, today), [cells, span, today]);
  if (totalOf(cells).calls === 0)
    return (
      <Card>
        <EmptyState icon={ChartColumn} title={words.total.empty}>
          {words.total.emptyMeans}
        </EmptyState>
        {damaged > 0 && <Notice tone="warn">{words.total.damaged(damaged)}</Notice>}
      </Card>
    );
  return (
    <>
      <Total cells={cells} damaged={damaged} names={names} />
      <Breakdown cells={cells} bins={bins} names={names} />
      <Tips cells={cells} names={names} />
    </>
  );
}
