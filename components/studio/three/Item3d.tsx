import { CornerDownRight } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { isOver, type Job } from '../../../lib/jobs/record';
import type { ModelList } from '../../../lib/models/record';
import { Files } from '../Files';
import { ItemActions } from '../ItemActions';
import { ItemFrame, Prompt } from '../ItemFrame';
import { Facts } from '../item/Facts';
import type { Payer } from '../usable';
import { GoOn } from './GoOn';
import { MadeFiles } from './Made';
import { Running3d } from './Running3d';
import { deedOf, rowOf } from './steps';
import { bodyName, deedWords, pictures3d, result3d } from './words';

const Ending = lazy(async () => ({ default: (await import('../item/Ending')).Ending }));

interface Item3dProps {
  readonly job: Job;
  readonly depth: number;
  /** Its provider, as long as a key of it can be used. */
  readonly payer: Payer | undefined;
  readonly lists: readonly ModelList[];
  readonly modelName: string | undefined;
}

/** One model, or one step on the one above. */
export const Item3d = memo(({ job, depth, payer, lists, modelName }: Item3dProps) => {
  const { request, state } = job;
  const isEnded = isOver(state.place);
  const deed = deedOf(job, lists);
  const isFree = rowOf(job, lists)?.tariff?.rows.every(({ amount }) => amount === 0) === true;
  return (
    <ItemFrame id={request.id} depth={depth}>
      {request.parent !== null && (
        <p className="flex items-center gap-1 font-medium">
          <CornerDownRight size={14} aria-hidden className="text-soft" />
          {deedWords(deed).name}
          {depth > 0 && <span className="sr-only">{result3d.follows}</span>}
        </p>
      )}
      <Prompt text={request.prompt} />
      <Files files={request.files} label={pictures3d.views} />
      <MadeFiles job={job} />
      <FoundOut state={state} />
      {!isEnded && <Running3d job={job} deed={deed} payer={payer} isFree={isFree} />}
      {isEnded && (state.place !== 'done' || state.notes.length > 0) && (
        <Suspense fallback={null}>
          <Ending job={job} payer={payer} />
        </Suspense>
      )}
      <Facts job={job} modelName={modelName} payer={payer} />
      {isEnded && <GoOn job={job} deed={deed} lists={lists} payer={payer} />}
      {isEnded && <ItemActions job={job} />}
    </ItemFrame>
  );
});

const OURS = new Set(['riggable', 'rigType', 'spec', 'stage']);

/** What its service found out about it, also what we know no words for. */
function FoundOut({ state: { facts = {} } }: Pick<Job, 'state'>) {
  const { riggable, rigType } = facts;
  const others = Object.entries(facts).filter(([name]) => !OURS.has(name));
  const body = typeof rigType === 'string' ? bodyName(rigType) : undefined;
  return (
    <>
      {riggable !== undefined && <p>{riggable === true ? result3d.riggable(body) : result3d.notRiggable}</p>}
      {others.map(([name, value]) => (
        <p key={name} className="text-sm text-soft">
          {result3d.fact(name, String(value))}
        </p>
      ))}
    </>
  );
}
