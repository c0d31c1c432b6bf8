import { type FormEvent, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { type Proof, vaultAddWay, vaultTry } from '../../lib/messages/vault';
import { newSalt } from '../../lib/seal/kdf';
import type { NewWords } from '../../lib/unlockers/words';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { TextField } from '../ui/field/TextField';
import { PassphraseForm } from './PassphraseForm';
import { useAttempt } from './useAttempt';
import { waysWords } from './waysWords';

const words = waysWords.make;
const ASKED = 3;

interface MakeWordsProps {
  readonly isReplacing: boolean;
  readonly onClose: () => void;
  readonly onKept: () => void;
}

interface Made extends NewWords {
  readonly proof: Proof;
  /** Which of them are asked for, from 0. */
  readonly asked: readonly number[];
}

/** The passphrase, the words, three of the words: only then are they kept, and never shown again. */
export function MakeWords({ isReplacing, onClose, onKept }: MakeWordsProps) {
  const [made, setMade] = useState<Made>();
  const [isWritten, setIsWritten] = useState(false);
  const attempt = useAttempt(async (proof) => {
    await ask(vaultTry, proof);
    const { makeWords } = await import('../../lib/unlockers/words');
    const fresh = await makeWords();
    setMade({ ...fresh, proof, asked: choose(fresh.words.length) });
  });
  const done = () => {
    onKept();
    onClose();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      {!made && (
        <>
          <p className="text-soft">{isReplacing ? words.aboutReplace : words.about}</p>
          <PassphraseForm
            attempt={attempt}
            button={words.show}
            others={<Button onClick={onClose}>{waysWords.cancel}</Button>}
          />
        </>
      )}
      {made && !isWritten && (
        <Shown words={made.words} onClose={onClose} onWritten={() => setIsWritten(true)} />
      )}
      {made && isWritten && <Asked made={made} onBack={() => setIsWritten(false)} onDone={done} />}
    </Dialog>
  );
}

/** Three places, each as likely as any other, in their order. */
function choose(count: number): readonly number[] {
  const drawn = Array.from(crypto.getRandomValues(new Uint32Array(count)), (value, place) => ({
    value,
    place,
  }));
  return drawn
    .sort((a, b) => a.value - b.value)
    .slice(0, ASKED)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}

interface ShownProps {
  readonly words: readonly string[];
  readonly onClose: () => void;
  readonly onWritten: () => void;
}

/** To be written down, so there is no button to copy them: the clipboard is no place for them. */
const Shown = ({ words: list, onClose, onWritten }: ShownProps) => (
  <>
    <p>{words.write}</p>
    <ol
      aria-label={words.list}
      className="grid list-inside list-decimal grid-cols-2 gap-x-4 gap-y-1.5 rounded-md bg-ember-ground p-3 font-mono select-none sm:grid-cols-3"
    >
      {list.map((word, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place is what it is
        <li key={at}>{word}</li>
      ))}
    </ol>
    <p className="text-sm text-soft">{words.place}</p>
    <DialogActions>
      <Button onClick={onClose}>{waysWords.cancel}</Button>
      <Button look="primary" autoFocus onClick={onWritten}>
        {words.written}
      </Button>
    </DialogActions>
  </>
);

interface AskedProps {
  readonly made: Made;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

function Asked({ made, onBack, onDone }: AskedProps) {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const typed = new FormData(form.current);
    const differing = made.asked.filter((place) => !isSame(typed.get(String(place)), made.words[place]));
    setWrong(differing);
    if (differing.length > 0) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      await keep(made);
      onDone();
    } catch (error) {
      setProblem(toProblem(error));
      setIsBusy(false);
    }
  };
  return (
    <form ref={form} onSubmit={submit} className="space-y-4">
      <p>{words.again}</p>
      {problem && <ProblemAlert problem={problem} />}
      {made.asked.map((place, at) => (
        <TextField
          key={place}
          holds="code"
          name={String(place)}
          label={words.word(place + 1)}
          error={wrong.includes(place) ? words.wrong(place + 1) : undefined}
          autoFocus={at === 0}
        />
      ))}
      <DialogActions>
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {words.keep}
        </Button>
      </DialogActions>
    </form>
  );
}

const isSame = (typed: FormDataEntryValue | null, word: string | undefined): boolean =>
  typeof typed === 'string' && typed.normalize('NFKC').trim().toLowerCase() === word;

async function keep({ proof, entropy }: Made): Promise<void> {
  const { kekOf } = await import('../../lib/seal/prove');
  const salt = newSalt();
  await ask(vaultAddWay, {
    proof,
    way: { kind: 'words', salt, kek: await kekOf(entropy, { kind: 'words', salt }) },
  });
}
