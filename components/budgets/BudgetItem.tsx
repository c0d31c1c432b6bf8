import { Pencil, Trash2 } from 'lucide-react';
import { standingOf, takenOf } from '../../lib/budgets/decide';
import type { Limit } from '../../lib/budgets/follow';
import type { Tally } from '../../lib/budgets/record';
import { toProblem } from '../../lib/core/problem';
import { budgetsPut, budgetsRemove } from '../../lib/messages/budgets';
import { ask } from '../../lib/messages/client';
import { dayOf } from '../../lib/usage/days';
import { wordsFor } from '../app/problems';
import { Badge } from '../ui/Badge';
import { IconButton } from '../ui/Button';
import { Meter } from '../ui/Meter';
import { toast } from '../ui/toasts';
import { sayAmount } from './amounts';
import { type Known, nameOfBudget } from './names';
import { sayShare, words } from './words';

interface BudgetItemProps {
  readonly budget: Limit;
  readonly tally: Tally;
  readonly known: Known;
  readonly onEdit: (budget: Limit) => void;
}

/** Where somebody who was sent to it finds it. */
export const itemId = (budgetId: string): string => `budget-${budgetId}`;

/** One limit: what it is for, how far it has come, and what may still come to it. */
export function BudgetItem({ budget, tally, known, onEdit }: BudgetItemProps) {
  const { unit, limit, period, isHard } = budget;
  const sum = standingOf(tally, budget, dayOf(Date.now()));
  const taken = takenOf(budget, sum);
  const title = words.name(nameOfBudget(budget, known), words.each[period]);
  const spent = sayShare(unit, taken.known, limit);
  const others = [
    taken.held > 0 ? words.held(sayAmount(unit, taken.held)) : '',
    unit === 'usd' && sum.unpriced > 0 ? words.unpriced(sum.unpriced) : '',
  ].filter(Boolean);
  const name = `${title}, ${sayAmount(unit, limit)}`;
  return (
    <li id={itemId(budget.id)} className="space-y-1 py-3 first:pt-1 last:pb-1">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            <span className="min-w-0 break-words">{title}</span>
            <Badge tone={isHard ? 'ember' : 'plain'}>{isHard ? words.stops : words.warns}</Badge>
          </h3>
          <p className="tabular-nums">
            {spent} {words.period[period]}
            {others.map((other) => (
              <span key={other} className="text-soft">
                {' · '}
                {other}
              </span>
            ))}
          </p>
        </div>
        <div className="flex shrink-0">
          <IconButton icon={Pencil} label={words.editOf(name)} onClick={() => onEdit(budget)} />
          <IconButton icon={Trash2} label={words.removeOf(name)} onClick={() => void remove(budget)} />
        </div>
      </div>
      <Share label={title} text={spent} taken={taken} limit={limit} />
    </li>
  );
}

interface ShareProps {
  readonly label: string;
  readonly text: string;
  readonly taken: ReturnType<typeof takenOf>;
  readonly limit: number;
}

const SHARES = { bad: 1, warn: 0.8 } as const;

function Share({ label, text, taken: { known, held }, limit }: ShareProps) {
  const share = limit === 0 ? 1 : (known + held) / limit;
  const tone = share >= SHARES.bad ? 'bad' : share >= SHARES.warn ? 'warn' : 'ember';
  return <Meter label={label} text={text} max={1} value={Math.min(1, share)} tone={tone} />;
}

async function remove(budget: Limit): Promise<void> {
  const { id, keyIds: _, ...rest } = budget;
  const say = (error: unknown) => void toast(wordsFor(toProblem(error)).what);
  await ask(budgetsRemove, { id }).then(
    () =>
      toast(words.removed, {
        action: { label: words.undo, act: () => void ask(budgetsPut, { budget: rest }).catch(say) },
      }),
    say,
  );
}
