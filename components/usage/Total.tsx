import { type Cell, totalOf } from '../../lib/usage/reads';
import { Notice } from '../ui/Notice';
import { brief } from './brief';
import { Cost } from './Cost';
import { groupBy } from './figures';
import { sayCost, sayUsd } from './money';
import type { Names } from './names';
import { Section } from './Section';
import { words } from './words';

interface TotalProps {
  readonly cells: readonly Cell[];
  readonly damaged: number;
  readonly names: Names;
}

/** What the period came to, and how much of that is sure. */
export function Total({ cells, damaged, names }: TotalProps) {
  const sum = totalOf(cells);
  const services = groupBy(cells, 'service');
  return (
    <Section title={words.total.title}>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="space-y-1">
          <p className="text-[1.75rem]/9 font-semibold">{sayCost(sum) ?? brief.noPrice}</p>
          <p className="text-soft">{words.total.calls(sum.calls)}</p>
          {sum.usdE8 > 0 && (
            <p className="text-sm text-soft">
              {sum.aboutE8 > 0 ? words.total.about(sayUsd(sum.aboutE8)) : words.total.allTold}
            </p>
          )}
          {sum.unknown > 0 && (
            <p className="text-sm">
              <span className="font-medium">{words.total.unknown(sum.unknown)}.</span>{' '}
              <span className="text-soft">{words.total.unknownMeans}</span>
            </p>
          )}
        </div>
        <ul aria-label={words.total.services} className="divide-y divide-line">
          {services.map((service) => (
            <li key={service.id} className="flex items-baseline justify-between gap-4 py-1.5 first:pt-0">
              <span className="min-w-0 break-words">{names.service(service.id)}</span>
              <span className="font-medium whitespace-nowrap">
                <Cost sum={service.sum} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      {damaged > 0 && <Notice tone="warn">{words.total.damaged(damaged)}</Notice>}
    </Section>
  );
}
