import { standingOf, startOf, takenOf, unusual } from '../../lib/budgets/decide';
import { type Limit, withFollowers } from '../../lib/budgets/follow';
import type { Budgeting } from '../../lib/budgets/reads';
import { UNUSUAL } from '../../lib/budgets/record';
import { budgetsSeen } from '../../lib/messages/budgets';
import { ask } from '../../lib/messages/client';
import { dayOf } from '../../lib/usage/days';
import { OptionsLink } from '../app/OptionsLink';
import { useSurface } from '../app/surface';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { sayAmount } from './amounts';
import { type Known, nameOfBudget } from './names';
import { notices, sayShare, words } from './words';

interface BudgetNoticesProps {
  readonly budgeting: Budgeting;
  readonly known: Known;
}

/** What was reached since somebody last looked: each step of each budget once, until it is read. */
export function BudgetNotices({ budgeting, known }: BudgetNoticesProps) {
  const surface = useSurface();
  const news = newsOf(budgeting, known);
  return news.map(({ name, step, title, text, isBad }) => (
    <Notice
      key={name}
      tone={isBad ? 'bad' : 'warn'}
      title={title}
      actions={
        <>
          <Button size="small" onClick={() => void ask(budgetsSeen, { name, step }).catch(() => undefined)}>
            {notices.ok}
          </Button>
          {surface !== 'options' && (
            <OptionsLink to={{ page: 'usage' }} size="small" look="quiet">
              {notices.open}
            </OptionsLink>
          )}
        </>
      }
    >
      {text}
    </Notice>
  ));
}

interface News {
  readonly name: string;
  readonly step: number;
  readonly title: string;
  readonly text: string;
  readonly isBad: boolean;
}

function newsOf({ budgets = [], tally }: Budgeting, known: Known): News[] {
  const today = dayOf(Date.now());
  const unread = (name: string, period: string): number => {
    const told = tally.told[name];
    return told?.period === period && told.step > told.seen ? told.step : 0;
  };
  const ofBudget = (budget: Limit): News[] => {
    const step = unread(budget.id, startOf(budget.period, today));
    if (step === 0) return [];
    const { known: spent } = takenOf(budget, standingOf(tally, budget, today));
    const title = words.name(nameOfBudget(budget, known), words.period[budget.period]);
    const text = notices.stands(title, sayShare(budget.unit, spent, budget.limit));
    return [{ name: budget.id, step, title: notices.reached(step), text, isBad: step >= 100 }];
  };
  return [
    ...withFollowers(budgets, known.keys).flatMap(ofBudget),
    ...unusualNews(tally, today, unread(UNUSUAL, today)),
  ];
}

function unusualNews(tally: Budgeting['tally'], today: string, step: number): News[] {
  const far = step > 0 ? unusual(tally, today) : undefined;
  if (!far) return [];
  const text = notices.unusualMeans(sayAmount('usd', far.usdE8), sayAmount('usd', far.usualE8));
  return [{ name: UNUSUAL, step, title: notices.unusual, text, isBad: false }];
}
