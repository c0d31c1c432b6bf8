import { lazy, Suspense } from 'react';
import { formatUsd } from '../../../lib/core/money';
import { isOver, type Job, type State } from '../../../lib/jobs/record';
import { Time } from '../../ui/Time';
import { inert } from '../answer/inert';
import { nameOfKey, type Payer } from '../usable';
import { costs } from './words';

const Guessed = lazy(async () => ({ default: (await import('./Guessed')).Guessed }));

interface FactsProps {
  readonly job: Job;
  readonly modelName: string | undefined;
  readonly payer: Payer | undefined;
}

/** What it cost, who answered, who paid, when. */
export function Facts({ job, modelName, payer }: FactsProps) {
  const { request, state } = job;
  const cost = costOf(state);
  const { keyName, keyHint } = state.payer ?? request;
  const paid = nameOfKey({ name: keyName, hint: keyHint });
  return (
    <p className="flex flex-wrap gap-x-2 text-sm text-soft">
      {cost && (
        <span className="font-medium text-ink">
          {isToBeTold(job) ? (
            <Suspense fallback={cost}>
              <Guessed job={job} provider={payer?.face.name} />
            </Suspense>
          ) : (
            cost
          )}
        </span>
      )}
      <bdi title={request.model}>{inert(modelName ?? request.model)}</bdi>
      <bdi>{[payer?.face.name, paid].filter(Boolean).join(' · ')}</bdi>
      <Time atMs={request.atMs} />
    </p>
  );
}

/** An answer that is here, and whose service is still asked what it cost. */
const isToBeTold = ({ request, state: { place, cost, costUntilMs, text, thinking } }: Job): boolean =>
  request.make === 'text' && isOver(place) && !cost && costUntilMs !== undefined && text + thinking !== '';

function costOf({ place, cost, credits, charge, rounds }: State): string | undefined {
  // What was told in its service's own coin is no guess.
  if (credits !== undefined && charge !== 'none') return costs.credits(credits, cost && formatUsd(cost.usd));
  if (cost) return cost.how === 'told' ? formatUsd(cost.usd) : costs.about(formatUsd(cost.usd));
  if (!isOver(place)) return undefined;
  if (charge === 'none' && rounds.length === 0) return costs.nothing;
  return costs.unknown;
}
