import type { KeyRecord } from '../../lib/keys/record';
import { OptionsLink } from '../app/OptionsLink';
import { ofKey, sayAmount } from './amounts';
import { useBudgetsOf } from './ofKeys';

interface KeyBudgetProps {
  readonly record: KeyRecord;
  /** The element that says which key it is for. */
  readonly about: string;
}

/** Among a key's buttons: the way to its own limit, and what that is. */
export function KeyBudget({ record, about }: KeyBudgetProps) {
  const [first, ...others] = useBudgetsOf(record.id);
  const to = { page: 'usage', provider: record.provider, keyId: record.id } as const;
  return (
    <OptionsLink to={to} size="small" look="quiet" aria-describedby={about}>
      {!first && ofKey.set}
      {first && others.length > 0 && ofKey.several(others.length + 1)}
      {first && others.length === 0 && ofKey.one(sayAmount(first.unit, first.limit), first.period)}
    </OptionsLink>
  );
}
