import { useState } from 'react';
import type { Budget } from '../../lib/budgets/record';
import type { Job } from '../../lib/jobs/record';
import { ask } from '../../lib/messages/client';
import { jobsRetry } from '../../lib/messages/jobs';
import { OptionsLink } from '../app/OptionsLink';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { Button } from '../ui/Button';
import { sayAmount } from './amounts';
import { type Known, nameOfBudget } from './names';
import { useBudgets } from './useBudgets';
import { refused, words } from './words';

interface RefusedProps {
  readonly job: Job;
  /** One thing at a time, and what went wrong with it, are told by whoever shows this. */
  readonly isBusy: boolean;
  readonly run: (work: () => Promise<unknown>) => void;
}

/** A budget was in the way: which, why, and the one press that lets this one pass. */
export function Refused({ job, isBusy, run }: RefusedProps) {
  const live = useBudgets();
  const keys = useKeys();
  const faces = useFaces();
  const [isSent, setIsSent] = useState(false);
  const { id } = job.request;
  const send = () =>
    run(async () => {
      await ask(jobsRetry, { id, isLetThrough: true });
      setIsSent(true);
    });
  const budgets = live.state === 'ready' ? live.value.budgets : undefined;
  const budget = budgets?.find((one) => one.id === job.state.problem?.values?.budget);
  const known = { faces: faces ?? [], keys: keys.state === 'ready' ? keys.value.keys : [] };
  return (
    <div className="w-full space-y-2">
      {budget && faces && <Why budget={budget} values={job.state.problem?.values ?? {}} known={known} />}
      <div className="flex flex-wrap gap-2">
        <Button size="small" isBusy={isBusy || isSent} onClick={send}>
          {refused.anyway}
        </Button>
        <OptionsLink to={{ page: 'usage' }} size="small" look="quiet">
          {refused.open}
        </OptionsLink>
      </div>
    </div>
  );
}

interface WhyProps {
  readonly budget: Budget;
  readonly values: Readonly<Record<string, string | number>>;
  readonly known: Known;
}

/** As it stood when it was refused. */
function Why({ budget, values, known }: WhyProps) {
  const { unit, limit, period } = budget;
  const rows = [
    [refused.spent, values.known],
    [refused.held, values.held],
    [refused.worst, values.worst],
  ] as const;
  return (
    <>
      <p>
        {refused.limit(words.name(nameOfBudget(budget, known), words.each[period]), sayAmount(unit, limit))}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm tabular-nums">
        {rows.map(
          ([name, value]) =>
            typeof value === 'number' && (
              <div key={name} className="contents">
                <dt className="text-soft">{name}</dt>
                <dd>{sayAmount(unit, value)}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
