import { totalOf } from '../../lib/usage/cells';
import { useOptionsLink } from '../app/OptionsLink';
import { sayCost } from './money';
import { useMonth } from './useMonth';

/** What the popup and the side panel say of money: one line, which leads to the rest. It carries its few words itself. */
export function MonthLine() {
  const month = useMonth();
  const link = useOptionsLink({ page: 'usage' });
  const sum = month && totalOf(month);
  const usd = sum && sayCost(sum);
  return (
    <footer className="sticky bottom-0 border-t border-line bg-surface text-sm">
      <a
        {...link}
        className="flex gap-2 px-3 py-1 text-soft hover:bg-hover hover:text-ink focus-visible:-outline-offset-2"
      >
        This month
        <span className="font-medium text-ink">{sum ? usd : '…'}</span>
        {sum && sum.unknown > 0 && (
          <span>
            {usd && '+ '}
            {sum.unknown} without a known price
          </span>
        )}
        <span className="ml-auto text-ember-ink">Usage</span>
      </a>
    </footer>
  );
}
