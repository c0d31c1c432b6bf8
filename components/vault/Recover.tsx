import { type FormEvent, useEffect, useRef, useState } from 'react';
import { fail } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { type Proof, type ProvableWay, vaultRecover, vaultTry } from '../../lib/messages/vault';
import { ProblemAlert } from '../app/ProblemAlert';
import { learnProblems } from '../app/problems';
import { Screen } from '../app/Screen';
import { ways } from '../app/sentences/ways';
import { Button } from '../ui/Button';
import { TextArea } from '../ui/field/TextArea';
import { NewPassphrase, type NewPassphraseFields } from './NewPassphrase';
import { nextPaint } from './nextPaint';
import { lookAgain } from './store';
import { useAttempt } from './useAttempt';
import { useCountdown } from './useCountdown';
import { waysWords } from './waysWords';
import { words as vaultWords } from './words';

learnProblems(ways);

const words = waysWords.recover;

/** For whoever forgot the passphrase: the words first, then a new passphrase. Nothing opens in between. */
export function Recover({ onBack }: { readonly onBack: () => void }) {
  const [proof, setProof] = useState<Proof>();
  return proof ? (
    <ChooseNext proof={proof} onBack={onBack} />
  ) : (
    <TakeWords onBack={onBack} onRight={setProof} />
  );
}

interface TakeWordsProps {
  readonly onBack: () => void;
  readonly onRight: (proof: Proof) => void;
}

function TakeWords({ onBack, onRight }: TakeWordsProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const attempt = useAttempt(async (proof) => onRight(proof));
  const seconds = useCountdown(attempt.waitUntilMs);
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (attempt.isBusy || seconds > 0) return;
    const typed = field.current?.value ?? '';
    if (!(await attempt.attemptBy(() => proveWords(typed, attempt.ways)))) field.current?.focus();
  };
  return (
    <Screen title={words.title} lead={<p>{words.lead}</p>}>
      <form onSubmit={submit} className="space-y-4">
        {attempt.failure && <ProblemAlert key={attempt.failure.count} problem={attempt.failure.problem} />}
        <TextArea ref={field} label={words.field} help={words.help} holds="code" />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto text-sm text-soft">{seconds > 0 && vaultWords.wait(seconds)}</span>
          <Button onClick={onBack}>{words.back}</Button>
          <Button type="submit" look="primary" isBusy={attempt.isBusy} disabled={seconds > 0}>
            {words.check}
          </Button>
        </div>
      </form>
    </Screen>
  );
}

/** What is wrong with the words shows here first; only words that belong together are tried. */
async function proveWords(typed: string, known: readonly ProvableWay[]): Promise<Proof> {
  const [{ findEntropy, readWords }, { failOnSlip }, { proveBy }] = await Promise.all([
    import('../../lib/unlockers/words'),
    import('../../lib/unlockers/slip'),
    import('../../lib/seal/prove'),
  ]);
  const read = await readWords(typed);
  const way = known.find(({ kind }) => kind === 'words') ?? fail('words-gone');
  if (way.kind !== 'words') return fail('words-gone');
  const entropy = (await findEntropy(read)) ?? (await failOnSlip(read, way));
  const proof = await proveBy(entropy, way);
  await ask(vaultTry, proof);
  return proof;
}

interface ChooseNextProps {
  readonly proof: Proof;
  readonly onBack: () => void;
}

function ChooseNext({ proof, onBack }: ChooseNextProps) {
  const fields = useRef<NewPassphraseFields>(null);
  const attempt = useAttempt(async (right) => {
    const next = await fields.current?.take();
    if (next === undefined) return;
    await nextPaint();
    const { prepareUnlocker } = await import('../../lib/seal/prove');
    await ask(vaultRecover, { proof: right, next: await prepareUnlocker(next) });
    await lookAgain();
  });
  useEffect(() => fields.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!attempt.isBusy) await attempt.attemptBy(async () => proof);
  };
  return (
    <Screen title={words.nextTitle} lead={<p>{words.nextLead}</p>}>
      <form onSubmit={submit} className="space-y-4">
        {attempt.failure && <ProblemAlert key={attempt.failure.count} problem={attempt.failure.problem} />}
        <NewPassphrase ref={fields} label={words.passphrase} repeatLabel={words.repeat} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button onClick={onBack}>{words.back}</Button>
          <Button type="submit" look="primary" isBusy={attempt.isBusy}>
            {words.set}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
