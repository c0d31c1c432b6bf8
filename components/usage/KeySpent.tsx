import { sayCost } from './money';
import { useSpentOf } from './spentByKey';
import { words } from './words';

/** In a key's row: its calls and cost this month. */
export function KeySpent({ keyId }: { readonly keyId: string }) {
  const sum = useSpentOf(keyId);
  if (!sum) return null;
  const { calls, unknown } = sum;
  if (calls === 0) return <span>{words.key.none}</span>;
  const usd = sayCost(sum);
  if (usd === undefined) return <span>{words.key.unpriced(calls)}</span>;
  return (
    <span>
      {words.key.spent(calls, usd)}
      {unknown > 0 && ` ${words.chart.unknown(unknown)}`}
    </span>
  );
}
