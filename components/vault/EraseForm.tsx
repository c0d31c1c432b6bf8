import { type FormEvent, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { vaultErase } from '../../lib/messages/vault';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { TextField } from '../ui/field/TextField';
import { eraseWords } from './eraseWords';
import { lookAgain } from './store';

const { confirmation } = eraseWords;

/** The button is never disabled: what is missing is said when it is pressed. */
export function EraseForm({ button }: { readonly button: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isMismatch, setIsMismatch] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isConfirmed = field.current?.value.trim().toLowerCase() === confirmation;
    setIsMismatch(!isConfirmed);
    if (!isConfirmed) return field.current?.focus();
    setIsBusy(true);
    setProblem(undefined);
    try {
      await ask(vaultErase, { confirmation });
      await lookAgain();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      {problem && <ProblemAlert problem={problem} />}
      <TextField
        ref={field}
        label={eraseWords.confirm}
        error={isMismatch ? eraseWords.mismatch : undefined}
      />
      <Button type="submit" look="danger-fill" isBusy={isBusy}>
        {button}
      </Button>
    </form>
  );
}
