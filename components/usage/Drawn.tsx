import { lazy, Suspense, useCallback, useState } from 'react';
import type { Sum } from '../../lib/usage/cells';
import { brief } from './brief';
import type { Drawing } from './chart/draw';
import { sayWhole } from './dates';
import type { Bins } from './figures';
import { sayCost, sayUsd } from './money';
import { words } from './words';

const Chart = lazy(async () => ({ default: (await import('./chart/Chart')).Chart }));

interface DrawnProps {
  readonly bins: Bins;
  readonly columns: readonly Sum[];
  readonly drawing: Drawing;
  readonly label: string;
}

/** The chart, and above it what the column under the pointer comes to; without a pointer, the highest one. */
export function Drawn({ bins, columns, drawing, label }: DrawnProps) {
  const [point, setPoint] = useState<number>();
  const follow = useCallback((bin: number | undefined) => setPoint(bin), []);
  const peak = columns.reduce((best, { usdE8 }, at) => (usdE8 > (columns[best]?.usdE8 ?? 0) ? at : best), 0);
  const at = point !== undefined && point < columns.length ? point : peak;
  const sum = columns[at];
  const day = sayWhole(bins.unit, bins.ids[at] ?? '');
  return (
    <div>
      <p className="flex flex-wrap gap-x-2 pb-1 text-sm text-soft">
        {sum && at === point && (
          <>
            <span>{day}</span>
            <span className="font-medium text-ink">{sayCost(sum) ?? brief.noPrice}</span>
            <span>{words.total.calls(sum.calls)}</span>
          </>
        )}
        {sum && at !== point && sum.usdE8 > 0 && <span>{words.chart.peak(day, sayUsd(sum.usdE8))}</span>}
      </p>
      <Suspense fallback={<div role="status" aria-label={words.chart.loading} className="h-[220px]" />}>
        <Chart drawing={drawing} label={label} onPoint={follow} />
      </Suspense>
    </div>
  );
}
