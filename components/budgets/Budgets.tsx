import { Plus, Wallet } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { type Limit, withFollowers } from '../../lib/budgets/follow';
import type { Budget } from '../../lib/budgets/record';
import { type Problem, toProblem } from '../../lib/core/problem';
import { budgetsRemove } from '../../lib/messages/budgets';
import { ask } from '../../lib/messages/client';
import { ProblemAlert } from '../app/ProblemAlert';
import { useFaces } from '../hooks/useFaces';
import { useKeptFocus } from '../hooks/useKeptFocus';
import { useKeys } from '../hooks/useKeys';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Skeleton } from '../ui/Skeleton';
import { BudgetDialog } from './BudgetDialog';
import { BudgetItem, itemId } from './BudgetItem';
import { BudgetNotices } from './BudgetNotices';
import type { Known } from './names';
import { useBudgets } from './useBudgets';
import { type Chosen, useChosen } from './useChosen';
import { words } from './words';

/** The limits that a person set, and how far each has come. */
export function Budgets() {
  const titleId = useId();
  const live = useBudgets();
  const keys = useKeys();
  const faces = useFaces();
  const [opened, setOpened] = useState<Opened>();
  const [chosen, forget] = useChosen();
  const add = useRef<HTMLButtonElement>(null);
  const kept = live.state === 'ready' ? live.value.budgets : [];
  const focus = useKeptFocus(kept?.map(({ id }) => id).join() ?? '', opened !== undefined, add);
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (keys.state === 'failed') return <ProblemAlert problem={keys.problem} />;
  const isLoading = live.state === 'loading' || keys.state === 'loading' || !faces;
  const known: Known = { faces: faces ?? [], keys: keys.state === 'ready' ? keys.value.keys : [] };
  const budgets = kept && withFollowers(kept, known.keys);
  const go = ({ keyId, provider }: Chosen) => {
    const own = budgets?.find(({ keyIds }) => keyIds?.includes(keyId));
    // Where the focus comes back to when the dialog closes.
    if (!own) add.current?.focus();
    if (own) show(own);
    else if (budgets) setOpened({ target: { keyId, provider } });
  };
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
          <Button ref={add} icon={Plus} onClick={() => setOpened({})}>
            {words.add}
          </Button>
        )}
      </div>
      {isLoading && <Skeleton lines={3} label={words.loading} />}
      {!isLoading && live.state === 'ready' && (
        <>
          <BudgetNotices budgeting={live.value} known={known} />
          {chosen && <Go key={chosen.keyId} to={() => go(chosen)} onGone={forget} />}
          {budgets ? (
            <List
              focus={focus}
              budgets={budgets}
              tally={live.value.tally}
              known={known}
              onEdit={(budget) => setOpened({ budget })}
            />
          ) : (
            <Damaged />
          )}
        </>
      )}
      {opened && (
        <BudgetDialog
          budget={opened.budget}
          target={opened.target}
          known={known}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Card>
  );
}

/** A budget that is changed, or a new one. */
interface Opened {
  readonly budget?: Budget;
  readonly target?: Pick<Budget, 'keyId' | 'provider'>;
}

/** Once all of it stands there. */
function Go({ to, onGone }: { readonly to: () => void; readonly onGone: () => void }) {
  const latest = useRef({ to, onGone });
  useEffect(() => {
    latest.current.to();
    latest.current.onGone();
  }, []);
  return null;
}

function show({ id }: Budget): void {
  const item = document.getElementById(itemId(id));
  item?.scrollIntoView({ block: 'center' });
  item?.querySelector('button')?.focus({ preventScroll: true });
}

interface ListProps extends Omit<Parameters<typeof BudgetItem>[0], 'budget'> {
  readonly budgets: readonly Limit[];
  readonly focus: ReturnType<typeof useKeptFocus>;
}

const List = ({ budgets, focus, ...rest }: ListProps) =>
  budgets.length === 0 ? (
    <EmptyState icon={Wallet} title={words.empty}>
      {words.emptyNext}
    </EmptyState>
  ) : (
    <ul {...focus} aria-label={words.title} className="divide-y divide-line">
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
