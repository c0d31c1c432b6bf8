import { type FormEvent, useRef, useState } from 'react';
import { ask } from '../../lib/messages/client';
import { vaultChangePassphrase } from '../../lib/messages/vault';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { TextField } from '../ui/field/TextField';
import { Status } from '../ui/Notice';
import { NewPassphrase, type NewPassphraseFields } from './NewPassphrase';
import { OtherWays } from './OtherWays';
import { securityWords as words } from './securityWords';
import { useAttempt } from './useAttempt';
import { useCountdown } from './useCountdown';
import { words as vaultWords } from './words';

interface ChangePassphraseProps {
  /** As far as the page knows: its button has its place before the background told. */
  readonly hasPasskey: boolean;
}

export function ChangePassphrase({ hasPasskey }: ChangePassphraseProps) {
  const old = useRef<HTMLInputElement>(null);
  const fields = useRef<NewPassphraseFields>(null);
  const chosen = useRef('');
  const [isDone, setIsDone] = useState(false);
  const attempt = useAttempt(async (proof) => {
    const { prepareUnlocker } = await import('../../lib/seal/prove');
    const next = await prepareUnlocker(chosen.current);
    await ask(vaultChangePassphrase, { proof, next, why: 'changed' });
    setIsDone(true);
    fields.current?.clear();
    if (old.current) old.current.value = '';
  });
  const { failure, isBusy, waitUntilMs } = attempt;
  const seconds = useCountdown(waitUntilMs);

  const isReady = async () => {
    setIsDone(false);
    const next = await fields.current?.take();
    chosen.current = next ?? '';
    return next !== undefined;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || seconds > 0 || !(await isReady())) return;
    if (!(await attempt.attempt(old.current?.value ?? ''))) old.current?.select();
    chosen.current = '';
  };
  return (
    <form onSubmit={submit} className="max-w-md space-y-4">
      <p className="text-soft">{words.change.about}</p>
      {failure && <ProblemAlert key={failure.count} problem={failure.problem} />}
      <TextField ref={old} label={words.change.old} holds="secret" />
      <NewPassphrase ref={fields} label={words.change.next} repeatLabel={words.change.repeat} />
      <div className="flex items-center gap-2">
        <Button type="submit" isBusy={isBusy} disabled={seconds > 0}>
          {words.change.button}
        </Button>
        {seconds > 0 && <span className="text-sm text-soft">{vaultWords.wait(seconds)}</span>}
      </div>
      {hasPasskey && (
        <OtherWays attempt={attempt} isWaiting={seconds > 0} isReady={isReady} hasPasskey={hasPasskey} />
      )}
      {isDone && <Status title={words.change.done}>{words.change.doneMeans}</Status>}
    </form>
  );
}
