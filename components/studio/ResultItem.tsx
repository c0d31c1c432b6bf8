import { lazy, memo, Suspense } from 'react';
import { isOver, type Job } from '../../lib/jobs/record';
import { Answer } from './answer/Answer';
import { Files } from './Files';
import { ItemActions } from './ItemActions';
import { ItemFrame, Prompt } from './ItemFrame';
import { Asks } from './item/Asks';
import { Facts } from './item/Facts';
import { Pictures } from './item/Pictures';
import { Rounds } from './item/Rounds';
import { Running } from './item/Running';
import { Thinking } from './item/Thinking';
import type { Payer } from './usable';
import { item, words } from './words';

const Ending = lazy(async () => ({ default: (await import('./item/Ending')).Ending }));

interface ResultItemProps {
  readonly job: Job;
  /** Its provider, as long as a key of it can be used. */
  readonly payer: Payer | undefined;
  readonly modelName: string | undefined;
  readonly isStoppedAbove: boolean;
}

/** One thing that was asked for, and what became of it. */
export const ResultItem = memo(({ job, payer, modelName, isStoppedAbove }: ResultItemProps) => {
  const { request, state } = job;
  const isEnded = isOver(state.place);
  const round = state.rounds.length;
  return (
    <ItemFrame id={request.id}>
      <Prompt text={request.prompt} />
      <Files files={request.files} label={words.prompt.attached} />
      <Rounds rounds={state.rounds} asks={state.asks} />
      <Thinking
        key={`thinking ${round}`}
        id={request.id}
        round={round}
        text={state.thinking}
        isOver={isEnded}
      />
      <Answer
        key={`answer ${round}`}
        id={request.id}
        round={round}
        text={state.text}
        thinking={state.thinking}
        isOver={isEnded}
      />
      {state.refusal && (
        <p dir="auto" className="whitespace-pre-wrap text-warn">
          {item.refused} {state.refusal}
        </p>
      )}
      <Pictures job={job} />
      <Asks job={job} />
      {!isEnded && <Running job={job} payer={payer} isStoppedAbove={isStoppedAbove} />}
      {isEnded && !isPlain(job) && (
        <Suspense fallback={null}>
          <Ending job={job} payer={payer} />
        </Suspense>
      )}
      <Facts job={job} modelName={modelName} payer={payer} />
      {isEnded && <ItemActions job={job} />}
    </ItemFrame>
  );
});

/** It ended well, and there is nothing to say about that. */
const isPlain = ({ state }: Job): boolean =>
  state.place === 'done' &&
  state.ending !== 'length' &&
  state.ending !== 'refused' &&
  !state.isFiltered &&
  state.notes.length === 0;
