import { useEffect, useRef } from 'react';
import { ProblemError, problem } from '../../../lib/core/problem';
import { type KeyRecord, mayFollow } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysCheck } from '../../../lib/messages/keys';
import { ProblemAlert } from '../../app/ProblemAlert';
import { Button } from '../../ui/Button';
import { DialogActions } from '../../ui/Dialog';
import { sayFinding } from '../findings';
import { nameOf } from '../groups';
import { askForHosts, originsOf } from '../hosts';
import { VerdictBadge } from '../KeyVerdict';
import { type StepProps, succeed } from './NewKey';
import { useAct } from './useAct';
import { words } from './words';

interface FollowProps extends StepProps {
  readonly next: KeyRecord;
  readonly onOther: () => void;
}

/** The new key is here, and takes over by itself when it is genuine; otherwise it waits for a check that says so. */
export function Follow({ record, guide, next, onOther, onClose }: FollowProps) {
  const act = useAct();
  const begun = useRef(false);
  const isFit = mayFollow(next);
  // Once for each visit: what fails then is said, and tried again by hand.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as soon as it may, and no second time
  useEffect(() => {
    if (!isFit || begun.current) return;
    begun.current = true;
    void act.run(() => succeed(record, next));
  }, [isFit]);
  const check = () => {
    const granted = askForHosts(originsOf(next));
    void act.run(async () => {
      if (!(await granted)) throw new ProblemError(problem('host-not-allowed'));
      await ask(keysCheck, { id: next.id });
    });
  };
  const { reason, verdict } = next.report;
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{words.follows(nameOf(next))}</span>
        {next.name && <span className="font-mono text-sm">{next.hint}</span>}
        <VerdictBadge verdict={verdict} />
      </p>
      {reason && <p className="text-sm">{sayFinding(reason, guide)}</p>}
      {!isFit && <p className="text-soft">{words.notYet}</p>}
      {act.failure && <ProblemAlert key={act.failure.count} problem={act.failure.problem} />}
      <DialogActions>
        <Button onClick={onClose}>{words.later}</Button>
        <Button onClick={onOther}>{words.another}</Button>
        {isFit ? (
          <Button
            look="primary"
            isBusy={act.isBusy}
            onClick={() => void act.run(() => succeed(record, next))}
          >
            {words.use}
          </Button>
        ) : (
          <Button look="primary" isBusy={act.isBusy} onClick={check}>
            {words.checkAgain}
          </Button>
        )}
      </DialogActions>
    </div>
  );
}
