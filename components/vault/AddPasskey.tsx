import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { MOST_NAME, type Proof, vaultAddWay, vaultState, vaultTry } from '../../lib/messages/vault';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { TextField } from '../ui/field/TextField';
import { PassphraseForm } from './PassphraseForm';
import { useAttempt } from './useAttempt';
import { waysWords as words } from './waysWords';

interface AddPasskeyProps {
  readonly onClose: () => void;
  readonly onAdded: (name: string) => void;
}

/** The passphrase first, then the browser's own prompts. Nothing is kept of a passkey that cannot open a vault. */
export function AddPasskey({ onClose, onAdded }: AddPasskeyProps) {
  const [proof, setProof] = useState<Proof>();
  const attempt = useAttempt(async (right) => {
    await ask(vaultTry, right);
    setProof(right);
  });
  return (
    <Dialog title={words.addPasskey} onClose={onClose}>
      {proof ? (
        <Making
          proof={proof}
          onClose={onClose}
          onAdded={(name) => {
            onAdded(name);
            onClose();
          }}
        />
      ) : (
        <>
          <p className="text-soft">{words.addAbout}</p>
          <PassphraseForm
            attempt={attempt}
            button={words.goOn}
            others={<Button onClick={onClose}>{words.cancel}</Button>}
          />
        </>
      )}
    </Dialog>
  );
}

function Making({ proof, onClose, onAdded }: AddPasskeyProps & { readonly proof: Proof }) {
  const field = useRef<HTMLInputElement>(null);
  const aborter = useRef<AbortController>(undefined);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isQuiet, setIsQuiet] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    field.current?.focus();
    return () => aborter.current?.abort();
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = field.current?.value.trim() ?? '';
    setError(name === '' ? words.nameMissing : undefined);
    if (name === '') return field.current?.focus();
    if (isBusy) return;
    aborter.current = new AbortController();
    setIsBusy(true);
    setIsQuiet(false);
    setProblem(undefined);
    try {
      const isAdded = await add(name, proof, aborter.current.signal);
      if (isAdded) return onAdded(name);
      setIsQuiet(true);
    } catch (thrown) {
      setProblem(toProblem(thrown));
    }
    setIsBusy(false);
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      {problem && <ProblemAlert problem={problem} />}
      <TextField
        ref={field}
        label={words.passkeyName}
        help={words.passkeyHelp}
        error={error}
        maxLength={MOST_NAME}
      />
      <p className="text-sm text-soft">{words.twice}</p>
      <p role="status" className="text-sm text-soft empty:hidden">
        {isQuiet && words.notAdded}
      </p>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {words.create}
        </Button>
      </DialogActions>
    </form>
  );
}

async function add(name: string, proof: Proof, signal: AbortSignal): Promise<boolean> {
  const [{ makePasskey }, { unlockers }] = await Promise.all([import('./passkey'), ask(vaultState, {})]);
  const way = await makePasskey(name, unlockers, signal);
  if (!way) return false;
  await ask(vaultAddWay, { proof, way });
  return true;
}
