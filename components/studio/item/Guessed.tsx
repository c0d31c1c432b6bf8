import { formatUsd, sumUsd } from '../../../lib/core/money';
import type { Job } from '../../../lib/jobs/record';
import { CHARACTERS_IN_TOKEN, tokensIn } from '../../../lib/models/estimate';
import { costOfTokens } from '../../../lib/models/price';
import type { Price } from '../../../lib/providers/model';
import { useLists } from '../../hooks/useModels';
import { roughly } from '../estimate';
import { type Earlier, earlierOf, useEarlier } from '../useEarlier';
import { costs } from './words';

interface GuessedProps {
  readonly job: Job;
  readonly provider: string | undefined;
}

/** What an answer that was stopped or cut comes to, by its length: on the page only, the books wait for the service. */
export function Guessed({ job, provider }: GuessedProps) {
  const { request } = job;
  const lists = useLists();
  const before = request.continues ?? request.parent;
  const earlier = useEarlier(before, undefined);
  const list =
    lists.state === 'ready'
      ? lists.value.find((one) => one.make === 'text' && one.provider === request.provider)
      : undefined;
  const price = list?.models.find(({ id }) => id === request.model)?.price;
  // Without all that went before it, nobody can tell how long it was.
  const isWhole = before === null || earlier.turns[0]?.request.parent === null;
  const usd = price && isWhole ? guess(job, earlier, price) : undefined;
  return usd === undefined ? costs.unknown : costs.untilTold(formatUsd(roughly(usd)), provider);
}

/** Rounds that ended told what they took; of the last there is what was sent, and what is here. */
function guess(job: Job, earlier: Earlier, price: Price): string | undefined {
  const { rounds, text, thinking } = job.state;
  const before = rounds.map(({ costUsd, tokens }) => costUsd ?? (tokens && costOfTokens(price, tokens)));
  const own = earlierOf([job]);
  const instructions = job.request.chosen.system?.length ?? 0;
  const input = tokensIn({
    characters: earlier.characters + own.characters - text.length + instructions,
    pictures: earlier.pictures + own.pictures,
  });
  const output = Math.ceil((text.length + thinking.length) / CHARACTERS_IN_TOKEN);
  const all = [...before, costOfTokens(price, { input, output })];
  const known = all.flatMap((usd) => usd ?? []);
  return known.length === all.length ? sumUsd(known) : undefined;
}
