import { formatUsd } from '../../../lib/core/money';
import { toRelative } from '../../ui/Time';
import { remedies } from './words';

/** What the provider's own records said. */
export interface Seen {
  readonly found: 'known' | 'candidates' | 'not-yet' | 'hint' | 'nothing';
  readonly spentUsd?: string | undefined;
  readonly spentBeforeUsd?: string | undefined;
  readonly spentBeforeAtMs?: number | undefined;
}

export function Looked({ seen }: { readonly seen: Seen }) {
  return (
    <p role="status" className="text-sm">
      {sayFound(seen)}
    </p>
  );
}

function sayFound({ found, spentUsd, spentBeforeUsd, spentBeforeAtMs }: Seen): string {
  if (found !== 'hint' || spentUsd === undefined) return remedies.found[found];
  return spentBeforeUsd === undefined
    ? remedies.spent(formatUsd(spentUsd))
    : remedies.spentSince(
        formatUsd(spentBeforeUsd),
        formatUsd(spentUsd),
        spentBeforeAtMs === undefined ? undefined : toRelative(spentBeforeAtMs),
      );
}
