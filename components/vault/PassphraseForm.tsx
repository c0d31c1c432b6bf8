import { type FormEvent, lazy, type ReactNode, Suspense, useEffect, useId, useRef } from 'react';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button, type ButtonLook } from '../ui/Button';
import { TextField } from '../ui/field/TextField';
import type { Attempt } from './useAttempt';
import { useCountdown } from './useCountdown';
import { words } from './words';

/** Only for whoever has another way in. */
const OtherWays = lazy(async () => ({ default: (await import('./OtherWays')).OtherWays }));

interface PassphraseFormProps {
  readonly attempt: Attempt;
  readonly button: string;
  readonly look?: ButtonLook;
  /** Further buttons before the main one. */
  readonly others?: ReactNode;
  /** Where the vault is locked: takes the recovery words instead. */
  readonly onWords?: () => void;
}

/** Asks for the passphrase. The field is the browser's own: what is typed never becomes React state. */
export function PassphraseForm({ attempt, button, look = 'primary', others, onWords }: PassphraseFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const seconds = useCountdown(attempt.waitUntilMs);
  const waitId = useId();
  const { failure, isBusy } = attempt;
  useEffect(() => {
    field.current?.focus();
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = field.current;
    if (!input || isBusy || seconds > 0) return;
    if (await attempt.attempt(input.value)) input.value = '';
    else input.select();
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      {failure && <ProblemAlert key={failure.count} problem={failure.problem} />}
      <TextField ref={field} label={words.passphrase} holds="secret" name="passphrase" />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span id={waitId} className="mr-auto text-sm text-soft">
          {seconds > 0 && words.wait(seconds)}
        </span>
        {others}
        <Button
          type="submit"
          look={look}
          isBusy={isBusy}
          disabled={seconds > 0}
          aria-describedby={seconds > 0 ? waitId : undefined}
        >
          {button}
        </Button>
      </div>
      {attempt.ways.some(({ kind }) => kind !== 'passphrase') && (
        <Suspense>
          <OtherWays attempt={attempt} isWaiting={seconds > 0} onWords={onWords} />
        </Suspense>
      )}
    </form>
  );
}
