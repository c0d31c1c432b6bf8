import { Square } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { Job, State } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsStop } from '../../../lib/messages/jobs';
import { Button } from '../../ui/Button';
import { Progress } from '../../ui/Progress';
import { inert } from '../answer/inert';
import { useAct } from '../item/useAct';
import { progress } from '../item/words';
import { Problems } from '../Problems';
import { makingWordsFor } from '../problems';
import type { Payer } from '../usable';
import { words } from '../words';
import { deedWords, result3d, sizeIn } from './words';

interface RunningProps {
  readonly job: Job;
  readonly deed: string;
  readonly payer: Payer | undefined;
  /** Some steps cost nothing at all. */
  readonly isFree: boolean;
}

/** On its way: where it stands, why it waits, and a way to stop it. */
export function Running3d({ job: { request, state }, deed, payer, isFree }: RunningProps) {
  const act = useAct();
  const isOnline = useOnline();
  const said = sayWhere(state, deed, isOnline);
  const share = shareOf(state);
  return (
    <div className="space-y-1">
      <Progress label={said} {...(share === undefined ? {} : { value: Math.round(share * 100) })} />
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
        <span className="min-w-0">
          {said}
          {state.place !== 'draft' && ` ${result3d.whileAway}`}
        </span>
        <Button
          size="small"
          icon={Square}
          title={state.operation === undefined ? undefined : result3d.stopped}
          isBusy={act.isBusy}
          onClick={() => act.run(() => ask(jobsStop, { id: request.id }))}
        >
          {words.prompt.stop}
        </Button>
      </div>
      {state.place !== 'draft' && !isFree && payer?.face.billsWhole?.includes(request.make) && (
        <p className="text-sm text-soft">{progress.billedWhole(payer.face.name, request.make)}</p>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}

/** Of the files once they come, else as its service tells. */
function shareOf({ place, progress: share, receivedBytes, totalBytes }: State): number | undefined {
  if (place !== 'downloading') return share;
  return totalBytes ? Math.min(1, (receivedBytes ?? 0) / totalBytes) : undefined;
}

function sayWhere(state: State, deed: string, isOnline: boolean): string {
  if (!isOnline) return `${result3d.offline}.`;
  if (state.place === 'draft') return `${waitingFor(state)}.`;
  if (state.place === 'sending') return `${progress.sending.model3d}.`;
  if (state.place === 'downloading') return `${sayDownload(state)}.`;
  // Paid for and made: it waits for something that somebody can do, such as room on the disk.
  if (state.problem) return `${makingWordsFor(state.problem).what}.`;
  if (state.stumbles) return `${result3d.noAnswer}.`;
  const doing = deed === 'create' ? progress.running.model3d : deedWords(deed).name;
  const percent = state.progress === undefined ? '' : ` ${Math.round(state.progress * 100)} %`;
  return `${doing}${state.says ? `: ${result3d.says(inert(state.says))}` : ''}${percent}.`;
}

const waitingFor = ({ problem, notBeforeMs = 0 }: State): string =>
  problem && notBeforeMs > Date.now() ? makingWordsFor(problem).what : result3d.inLine;

function sayDownload({ receivedBytes, totalBytes }: State): string {
  if (receivedBytes === undefined) return progress.downloading;
  const total = totalBytes === undefined ? undefined : sizeIn(totalBytes);
  return `${progress.downloading}: ${result3d.bytes(sizeIn(receivedBytes), total)}`;
}

const followOnline = (react: () => void) => {
  addEventListener('online', react);
  addEventListener('offline', react);
  return () => {
    removeEventListener('online', react);
    removeEventListener('offline', react);
  };
};
const useOnline = (): boolean => useSyncExternalStore(followOnline, () => navigator.onLine !== false);
