import { sayUsd } from './money';
import { useSpentOf } from './spentByKey';
import { words } from './words';

/** In a key's row: its calls and cost this month. */
export function KeySpent({ keyId }: { readonly keyId: string }) {
  const sum = useSpentOf(keyId);
  if (!sum) return null;
  const { calls, usdE8, unknown } = sum;
  if (calls === 0) return <span>{words.key.none}</span>;
  return (
    <span>
      {words.key.spent(calls, sayUsd(usdE8))}
      {unknown > 0 && ` ${words.chart.unknown(unknown)}`}
    </span>
  );
}
