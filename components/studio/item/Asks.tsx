import { useState } from 'react';
import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsAllow } from '../../../lib/messages/jobs';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Problems } from '../Problems';
import { AboutTool } from './AboutTool';
import { Args, toolName } from './Args';
import { useAct } from './useAct';
import { tools } from './words';

/** A tool waits for somebody's word. Each is decided by itself; another round asks anew, under whatever ids. */
export function Asks({ job: { request, state } }: { readonly job: Job }) {
  return state.asks && <Round key={state.rounds.length} jobId={request.id} asks={state.asks} />;
}

interface RoundProps {
  readonly jobId: string;
  readonly asks: NonNullable<Job['state']['asks']>;
}

function Round({ jobId, asks }: RoundProps) {
  const act = useAct();
  const [decided, setDecided] = useState<ReadonlyMap<number, boolean>>(new Map());
  const decide = (at: number, isAllowed: boolean) => {
    const known = new Map(decided).set(at, isAllowed);
    setDecided(known);
    const calls = asks.flatMap(({ id }, place) => {
      const answer = known.get(place);
      return answer === undefined ? [] : [{ id, isAllowed: answer }];
    });
    // They belong to one answer of the model: it goes on when each has its word.
    if (calls.length === asks.length) act.run(() => allow(calls));
  };
  const allow = async (calls: { readonly id: string; readonly isAllowed: boolean }[]) => {
    try {
      await ask(jobsAllow, { id: jobId, calls });
    } catch (error) {
      // Nobody heard it: the question stands there again.
      setDecided(new Map());
      throw error;
    }
  };
  // By its place: a model may give the same id to two of them.
  const open = asks.map((call, at) => ({ ...call, at })).filter(({ at }) => !decided.has(at));
  return (
    <>
      {open.map((call) => (
        <Notice
          key={call.at}
          tone="ember"
          title={tools.asks(toolName(call.name))}
          actions={
            <>
              <Button size="small" isBusy={act.isBusy} onClick={() => decide(call.at, true)}>
                {tools.allow}
              </Button>
              <Button size="small" look="quiet" isBusy={act.isBusy} onClick={() => decide(call.at, false)}>
                {tools.deny}
              </Button>
            </>
          }
        >
          <Args args={call.args} />
          <AboutTool name={call.name} />
          <p>{tools.means}</p>
        </Notice>
      ))}
      {act.problem && <Problems problems={[act.problem]} />}
    </>
  );
}
