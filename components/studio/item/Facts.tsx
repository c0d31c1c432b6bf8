import { formatUsd } from '../../../lib/core/money';
import { isOver, type Job, type State } from '../../../lib/jobs/record';
import { Time } from '../../ui/Time';
import { inert } from '../answer/inert';
import { nameOfKey, type Payer } from '../usable';
import { costs } from './words';

interface FactsProps {
  readonly job: Job;
  readonly modelName: string | undefined;
  readonly payer: Payer | undefined;
}

/** What it cost, who answered, who paid, when. */
export function Facts({ job: { request, state }, modelName, payer }: FactsProps) {
  const cost = costOf(state);
  const { keyName, keyHint } = state.payer ?? request;
  const paid = nameOfKey({ name: keyName, hint: keyHint });
  return (
    <p className="flex flex-wrap gap-x-2 text-sm text-soft">
      {cost && <span className="font-medium text-ink">{cost}</span>}
      <bdi title={request.model}>{inert(modelName ?? request.model)}</bdi>
      <bdi>{[payer?.face.name, paid].filter(Boolean).join(' · ')}</bdi>
      <Time atMs={request.atMs} />
    </p>
  );
}

function costOf({ place, cost, credits, charge, rounds }: State): string | undefined {
  // What was told in its service's own coin is no guess.
  if (credits !== undefined && charge !== 'none') return costs.credits(credits, cost && formatUsd(cost.usd));
  if (cost) return cost.how === 'told' ? formatUsd(cost.usd) : costs.about(formatUsd(cost.usd));
  if (!isOver(place)) return undefined;
  if (charge === 'none' && rounds.length === 0) return costs.nothing;
  return costs.unknown;
}
