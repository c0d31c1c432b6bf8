import { type FormEvent, useRef, useState } from 'react';
import { ProblemError, problem } from '../../../lib/core/problem';
import type { KeyRecord } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysCheck, keysEnd } from '../../../lib/messages/keys';
import { ProblemAlert } from '../../app/ProblemAlert';
import { Button } from '../../ui/Button';
import { DialogActions } from '../../ui/Dialog';
import { TextField } from '../../ui/field/TextField';
import { SiteLink } from '../../ui/Link';
import { Notice } from '../../ui/Notice';
import { nameOf } from '../groups';
import { askForHosts, originsOf } from '../hosts';
import { VerdictBadge } from '../KeyVerdict';
import { rotatingOrigins } from './MakeIt';
import type { StepProps } from './NewKey';
import { type Act, useAct } from './useAct';
import { words } from './words';

/** The old key is ended at its service: by the service itself where the key names itself, else by hand. */
export function EndOld({ record, guide, onClose }: StepProps) {
  const act = useAct();
  const hasAsked = record.rotation?.askedToEndAtMs !== undefined && !act.isBusy;
  const mayEnd = guide.rotate?.mayEnd?.(record) === true;
  return (
    <div className="space-y-4">
      <p>{words.endLead(nameOf(record), guide.name)}</p>
      {hasAsked && <MaybeEnded record={record} guide={guide} />}
      {mayEnd && <EndIt record={record} guide={guide} act={act} />}
      {act.failure && <ProblemAlert key={act.failure.count} problem={act.failure.problem} />}
      <section className="space-y-1">
        {mayEnd && <h3 className="font-semibold">{words.byPage(guide.name)}</h3>}
        <p>
          <SiteLink href={guide.keyPage}>{words.openPage(guide.name)}</SiteLink>
        </p>
      </section>
      <DialogActions>
        <Button onClick={onClose}>{words.later}</Button>
        <Button
          look={mayEnd ? 'plain' : 'primary'}
          isBusy={act.isBusy}
          onClick={() => void act.run(() => ask(keysEnd, { id: record.id, typed: null }))}
        >
          {words.done}
        </Button>
      </DialogActions>
    </div>
  );
}

type EndItProps = Omit<StepProps, 'onClose'> & { readonly act: Act };

function EndIt({ record, guide, act }: EndItProps) {
  const field = useRef<HTMLInputElement>(null);
  const [isTyped, setIsTyped] = useState(false);
  const name = nameOf(record);
  const end = (event: FormEvent) => {
    event.preventDefault();
    const typed = field.current?.value ?? '';
    if (!isTyped || act.isBusy) return;
    const granted = askForHosts(rotatingOrigins(record, guide));
    void act.run(async () => {
      if (!(await granted)) throw new ProblemError(problem('host-not-allowed'));
      await ask(keysEnd, { id: record.id, typed });
      // What it says of the key now is the proof. That it cannot be asked changes nothing of what was done.
      await ask(keysCheck, { id: record.id }).catch(() => undefined);
    });
  };
  return (
    <form onSubmit={end} className="space-y-3 rounded-md border border-line p-3">
      <h3 className="font-semibold">{words.endByService(guide.name)}</h3>
      <p className="text-sm text-soft">{words.endWarning}</p>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-52">
          <TextField
            ref={field}
            label={words.type(name)}
            data-first-focus
            onInput={({ currentTarget }) => setIsTyped(currentTarget.value.trim() === name)}
          />
        </div>
        <Button type="submit" look="danger-fill" disabled={!isTyped} isBusy={act.isBusy}>
          {words.end}
        </Button>
      </div>
    </form>
  );
}

/** It was asked, and no answer came. Nobody says more than that, until a check does. */
function MaybeEnded({ record, guide }: { readonly record: KeyRecord; readonly guide: StepProps['guide'] }) {
  const act = useAct();
  const asked = record.rotation?.askedToEndAtMs ?? 0;
  const isKnown = record.checkedAtMs !== null && record.checkedAtMs > asked;
  const check = () => {
    const granted = askForHosts(originsOf(record));
    void act.run(async () => {
      if (!(await granted)) throw new ProblemError(problem('host-not-allowed'));
      await ask(keysCheck, { id: record.id });
    });
  };
  return (
    <Notice
      tone="warn"
      title={words.maybe}
      actions={
        <Button size="small" isBusy={act.isBusy} onClick={check}>
          {words.checkOld}
        </Button>
      }
    >
      <p>{words.maybeText(guide.name)}</p>
      {isKnown && (
        <p className="flex flex-wrap items-center gap-2">
          {words.says(guide.name)} <VerdictBadge verdict={record.report.verdict} />
        </p>
      )}
      {act.failure && <ProblemAlert key={act.failure.count} problem={act.failure.problem} />}
    </Notice>
  );
}
