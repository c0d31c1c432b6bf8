import { Square } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Job, State } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsStop } from '../../../lib/messages/jobs';
import { Button } from '../../ui/Button';
import { Progress } from '../../ui/Progress';
import { Problems } from '../Problems';
import type { Payer } from '../usable';
import { words } from '../words';
import { useAct } from './useAct';
import { progress } from './words';

const Preview = lazy(async () => ({ default: (await import('./Preview')).Preview }));

const Reason = lazy(async () => ({ default: (await import('./Reason')).Reason }));

interface RunningProps {
  readonly job: Job;
  readonly payer: Payer | undefined;
  /** The form's own button stops it. */
  readonly isStoppedAbove: boolean;
}

/** On its way: where it stands, and a way to stop it. */
export function Running({ job: { request, state }, payer, isStoppedAbove }: RunningProps) {
  const act = useAct();
  const seconds = useSecondsUntil(state.place === 'draft' ? state.notBeforeMs : undefined);
  const said = sayProgress(state, request.make, seconds);
  const share = state.progress === undefined ? {} : { value: Math.round(state.progress * 100) };
  return (
    <div className="space-y-1">
      {request.make === 'image' && state.place !== 'draft' && state.operation === undefined && (
        <Suspense fallback={null}>
          <Preview id={request.id} />
        </Suspense>
      )}
      <Progress label={said} {...share} />
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
        <span>
          {state.problem && seconds > 0 && (
            <Suspense fallback={null}>
              <Reason problem={state.problem} />
            </Suspense>
          )}
          {said}
        </span>
        {!isStoppedAbove && (
          <Button
            size="small"
            icon={Square}
            isBusy={act.isBusy}
            onClick={() => act.run(() => ask(jobsStop, { id: request.id }))}
          >
            {words.prompt.stop}
          </Button>
        )}
      </div>
      {state.place !== 'draft' && payer?.face.billsWhole?.includes(request.make) && (
        <p className="text-sm text-soft">{progress.billedWhole(payer.face.name, request.make)}</p>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}

function sayProgress(state: State, make: Job['request']['make'], seconds: number): string {
  if (state.asks) return progress.allow;
  if (state.place === 'draft') return seconds > 0 ? progress.waiting(seconds) : progress.queued;
  if (state.place === 'sending') return progress.sending[make];
  return state.place === 'downloading' ? progress.downloading : progress.running[make];
}

/** Counts down once a second, and only while there is something to count. */
function useSecondsUntil(atMs: number | undefined): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (atMs === undefined) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [atMs]);
  return atMs === undefined ? 0 : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
