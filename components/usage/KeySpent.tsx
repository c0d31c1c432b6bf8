import { brief } from './brief';
import { sayCost } from './money';
import { useSpentOf } from './spentByKey';

/** In a key's row: its calls and cost this month. */
export function KeySpent({ keyId }: { readonly keyId: string }) {
  const sum = useSpentOf(keyId);
  if (!sum) return null;
  const { calls, unknown } = sum;
  if (calls === 0) return <span>{brief.key.none}</span>;
  const usd = sayCost(sum);
  if (usd === undefined) return <span>{brief.key.unpriced(calls)}</span>;
  return (
    <span>
      {brief.key.spent(calls, usd)}
      {unknown > 0 && ` ${brief.unknown(unknown)}`}
    </span>
  );
}
