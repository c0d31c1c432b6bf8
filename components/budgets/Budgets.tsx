import { Plus, Wallet } from 'lucide-react';
import { useId, useState } from 'react';
import type { Budget } from '../../lib/budgets/record';
import { type Problem, toProblem } from '../../lib/core/problem';
import { budgetsRemove } from '../../lib/messages/budgets';
import { ask } from '../../lib/messages/client';
import { ProblemAlert } from '../app/ProblemAlert';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Skeleton } from '../ui/Skeleton';
import { BudgetDialog } from './BudgetDialog';
import { BudgetItem } from './BudgetItem';
import { BudgetNotices } from './BudgetNotices';
import type { Known } from './names';
import { useBudgets } from './useBudgets';
import { words } from './words';

/** The limits that a person set, and how far each has come. */
export function Budgets() {
  const titleId = useId();
  const live = useBudgets();
  const keys = useKeys();
  const faces = useFaces();
  const [opened, setOpened] = useState<Budget | 'new'>();
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (keys.state === 'failed') return <ProblemAlert problem={keys.problem} />;
  const isLoading = live.state === 'loading' || keys.state === 'loading' || !faces;
  const known: Known = { faces: faces ?? [], keys: keys.state === 'ready' ? keys.value.keys : [] };
  const budgets = live.state === 'ready' ? live.value.budgets : [];
  return (
    <Card aria-labelledby={titleId} className="space-y-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <h2 id={titleId} className="text-lg font-semibold">
            {words.title}
          </h2>
          <p className="text-soft">{words.about}</p>
        </div>
        {!isLoading && budgets && (
          <Button icon={Plus} onClick={() => setOpened('new')}>
            {words.add}
          </Button>
        )}
      </div>
      {isLoading && <Skeleton lines={3} label={words.loading} />}
      {!isLoading && live.state === 'ready' && (
        <>
          <BudgetNotices budgeting={live.value} known={known} />
          {budgets ? (
            <List budgets={budgets} tally={live.value.tally} known={known} onEdit={setOpened} />
          ) : (
            <Damaged />
          )}
        </>
      )}
      {opened && (
        <BudgetDialog
          budget={opened === 'new' ? undefined : opened}
          known={known}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Card>
  );
}

interface ListProps extends Omit<Parameters<typeof BudgetItem>[0], 'budget'> {
  readonly budgets: readonly Budget[];
}

const List = ({ budgets, ...rest }: ListProps) =>
  budgets.length === 0 ? (
    <EmptyState icon={Wallet} title={words.empty}>
      {words.emptyNext}
    </EmptyState>
  ) : (
    <ul aria-label={words.title} className="divide-y divide-line">
      {budgets.map((budget) => (
        <BudgetItem key={budget.id} budget={budget} {...rest} />
      ))}
    </ul>
  );

function Damaged() {
  const [problem, setProblem] = useState<Problem>();
  const remove = () => {
    setProblem(undefined);
    ask(budgetsRemove, {}).catch((error: unknown) => setProblem(toProblem(error)));
  };
  return (
    <>
      <Notice
        tone="bad"
        title={words.damaged}
        actions={<Button onClick={remove}>{words.damagedRemove}</Button>}
      >
        {words.damagedMeans}
      </Notice>
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
