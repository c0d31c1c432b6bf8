import type { Sum } from '../../lib/usage/cells';
import { brief } from './brief';
import { sayCost } from './money';

/** With how many of it have no known price. */
export const Cost = ({ sum }: { readonly sum: Sum }) => {
  const usd = sayCost(sum);
  if (usd === undefined) return brief.noPrice;
  return (
    <>
      {usd}
      {sum.unknown > 0 && (
        <span className="block text-sm font-normal whitespace-normal text-soft sm:ml-1 sm:inline sm:whitespace-nowrap">
          {brief.unknown(sum.unknown)}
        </span>
      )}
    </>
  );
};
