import type { Job } from '../../lib/jobs/record';
import type { Face } from '../../lib/providers/shape';
import { ActionsProvider } from '../studio/actions';
import { Answer } from '../studio/answer/Answer';
import { Files } from '../studio/Files';
import { Prompt } from '../studio/ItemFrame';
import { Facts } from '../studio/item/Facts';
import { Pictures } from '../studio/item/Pictures';
import { Rounds } from '../studio/item/Rounds';
import { makingWordsFor } from '../studio/problems';
import { MadeFiles } from '../studio/three/Made';
import { useEarlier } from '../studio/useEarlier';
import { words as promptWords, item as studioWords } from '../studio/words';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import { Onward, useOnward } from './Onward';
import { placeOf } from './titles';
import { words } from './words';

interface OpenedProps {
  readonly job: Job;
  readonly faces: readonly Face[];
  readonly onClose: () => void;
}

/** One result as it is, with what was said before it. */
export function Opened({ job, faces, onClose }: OpenedProps) {
  const { make, parent } = job.request;
  const earlier = useEarlier(make === 'text' ? parent : null, job.rev);
  const onward = useOnward(onClose);
  return (
    <Dialog title={words.kinds[make]} size="wide" onClose={onClose}>
      {[...earlier.turns, job].map((turn) => (
        <ActionsProvider key={turn.request.id} value={onward.actionsFor(turn)}>
          <Turn job={turn} faces={faces} />
        </ActionsProvider>
      ))}
      <Onward job={job} go={onward.go} />
    </Dialog>
  );
}

function Turn({ job, faces }: { readonly job: Job; readonly faces: readonly Face[] }) {
  const { request, state } = job;
  return (
    <article aria-label={words.kinds[request.make]} className="space-y-2">
      <Prompt text={request.prompt} />
      <Files files={request.files} label={promptWords.prompt.attached} />
      <Rounds rounds={state.rounds} asks={state.asks} />
      <Answer id="" round={state.rounds.length} text={state.text} thinking="" isOver />
      {state.refusal && (
        <p dir="auto" className="whitespace-pre-wrap text-warn">
          {studioWords.refused} {state.refusal}
        </p>
      )}
      <Pictures job={job} />
      <MadeFiles job={job} />
      <Outcome job={job} />
      <p className="text-sm text-soft">
        {faces.find(({ id }) => id === request.provider)?.name ?? request.provider}
      </p>
      <Facts job={job} modelName={undefined} payer={undefined} />
    </article>
  );
}

/** How it ended, where that was not simply well. */
function Outcome({ job }: { readonly job: Job }) {
  const place = placeOf(job);
  if (place === undefined) return null;
  if (!job.state.problem) return <Notice tone="warn">{place}</Notice>;
  const { what, means } = makingWordsFor(job.state.problem);
  return (
    <Notice tone="bad" title={what}>
      {means}
    </Notice>
  );
}
