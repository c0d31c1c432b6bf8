import type { Sum } from '../../lib/usage/cells';
import { sayUsd } from './money';
import { words } from './words';

/** What nobody knows the price of is never $0. */
export const Cost = ({ sum: { usdE8, unknown, jobs } }: { readonly sum: Sum }) => {
  if (unknown > 0 && usdE8 === 0 && unknown >= jobs) return words.chart.noPrice;
  return (
    <>
      {sayUsd(usdE8)}
      {unknown > 0 && (
        <span className="block text-sm font-normal whitespace-normal text-soft sm:ml-1 sm:inline sm:whitespace-nowrap">
          {words.chart.unknown(unknown)}
        </span>
      )}
    </>
  );
};
