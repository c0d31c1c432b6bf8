import type { Sum } from '../../lib/usage/cells';
import { sayCost } from './money';
import { words } from './words';

/** With how many of it have no known price. */
export const Cost = ({ sum }: { readonly sum: Sum }) => {
  const usd = sayCost(sum);
  if (usd === undefined) return words.chart.noPrice;
  return (
    <>
      {usd}
      {sum.unknown > 0 && (
        <span className="block text-sm font-normal whitespace-normal text-soft sm:ml-1 sm:inline sm:whitespace-nowrap">
          {words.chart.unknown(sum.unknown)}
        </span>
      )}
    </>
  );
};
