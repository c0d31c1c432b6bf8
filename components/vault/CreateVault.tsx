import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { vaultCreate } from '../../lib/messages/vault';
import { ProblemAlert } from '../app/ProblemAlert';
import { hrefTo, useRoute } from '../app/route';
import { Screen } from '../app/Screen';
import { Button } from '../ui/Button';
import { Link } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { NewPassphrase, type NewPassphraseFields } from './NewPassphrase';
import { newWords } from './newWords';
import { nextPaint } from './nextPaint';
import { lookAgain } from './store';
import { words } from './words';

const BACKUP = 'backup';

/** The first run, in the options page. */
export function CreateVault() {
  const fields = useRef<NewPassphraseFields>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => fields.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      const passphrase = await fields.current?.take();
      if (passphrase !== undefined) await create(passphrase);
    } catch (error) {
      setProblem(toProblem(error));
      void lookAgain();
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Screen
      title={words.create.title}
      lead={
        <>
          <p>{words.create.lead}</p>
          <FromBackup />
        </>
      }
    >
      <form onSubmit={submit} className="space-y-4">
        <NewPassphrase ref={fields} label={words.passphrase} repeatLabel={newWords.repeat} />
        <Notice tone="warn">{newWords.cannotBeRecovered}</Notice>
        {problem && <ProblemAlert problem={problem} />}
        <div className="flex justify-end">
          <Button type="submit" look="primary" isBusy={isBusy}>
            {newWords.button}
          </Button>
        </div>
      </form>
    </Screen>
  );
}

/** The address says where to go once there is a vault: a backup is opened there, like any other page. */
const FromBackup = () =>
  useRoute(['keys', BACKUP]) === BACKUP ? (
    <p>{newWords.thenBackup}</p>
  ) : (
    <p>
      <Link href={hrefTo(BACKUP)}>{newWords.fromBackup}</Link>
    </p>
  );

async function create(passphrase: string): Promise<void> {
  // Without this the browser may clear the vault when the disk runs short. It may refuse: nothing waits for it.
  void navigator.storage.persist();
  await nextPaint();
  const { prepareUnlocker } = await import('../../lib/seal/prove');
  await ask(vaultCreate, await prepareUnlocker(passphrase));
  // Session memory tells every page; this one need not wait to be told.
  await lookAgain();
}
