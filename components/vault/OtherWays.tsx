import { Fingerprint, ListOrdered } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { OptionsLink } from '../app/OptionsLink';
import { learnProblems } from '../app/problems';
import { ways } from '../app/sentences/ways';
import { useSurface } from '../app/surface';
import { Button } from '../ui/Button';
import type { Attempt } from './useAttempt';
import { waysWords } from './waysWords';

learnProblems(ways);

interface OtherWaysProps {
  readonly attempt: Attempt;
  readonly isWaiting: boolean;
  /** Left out where the vault is open: there the words are no proof that is asked for. */
  readonly onWords?: (() => void) | undefined;
  /** Says whether all else is there: asked before the passkey is. */
  readonly isReady?: (() => Promise<boolean>) | undefined;
  /** Known before the background told: then the button has its place already, and waits. */
  readonly hasPasskey?: boolean;
}

/** Under the passphrase: what else opens this vault. */
export function OtherWays({
  attempt,
  isWaiting: hasToWait,
  onWords,
  isReady,
  hasPasskey: isSure,
}: OtherWaysProps) {
  const isTold = attempt.ways.some(({ kind }) => kind === 'passkey');
  const hasPasskey = !import.meta.env.FIREFOX && (isSure || isTold);
  const isWaiting = hasToWait || !isTold;
  const hasWords = onWords && attempt.ways.some(({ kind }) => kind === 'words');
  if (!hasPasskey && !hasWords) return null;
  return (
    <div className="space-y-2 border-t border-line pt-4">
      <div className="flex flex-wrap gap-2">
        {hasPasskey && <ByPasskey {...{ attempt, isWaiting, isReady }} isUnlock={onWords !== undefined} />}
        {hasWords && (
          <Button icon={ListOrdered} onClick={onWords}>
            {waysWords.useWords}
          </Button>
        )}
      </div>
    </div>
  );
}

type ByPasskeyProps = Omit<OtherWaysProps, 'onWords' | 'hasPasskey'> & { readonly isUnlock: boolean };

function ByPasskey({ attempt, isWaiting, isUnlock, isReady }: ByPasskeyProps) {
  const label = isUnlock ? waysWords.unlockByPasskey : waysWords.useAPasskey;
  const [isQuiet, setIsQuiet] = useState(false);
  const prompt = useRef<AbortController>(undefined);
  useEffect(() => () => prompt.current?.abort(), []);

  // The browser's prompt would close the popup, and the popup would take the prompt with it.
  if (useSurface() !== 'options')
    return (
      <OptionsLink to={{ page: 'keys' }} icon={Fingerprint}>
        {label}
      </OptionsLink>
    );
  const press = async () => {
    if (attempt.isBusy) return;
    const aborter = new AbortController();
    prompt.current = aborter;
    setIsQuiet(false);
    if (isReady && !(await isReady())) return;
    let isAnswered = true;
    await attempt.attemptBy(async () => {
      const { provePasskey } = await import('./passkey');
      const proof = await provePasskey(attempt.ways, aborter.signal);
      isAnswered = proof !== undefined;
      return proof;
    });
    setIsQuiet(!isAnswered);
  };
  return (
    <>
      <Button icon={Fingerprint} isBusy={attempt.isBusy} disabled={isWaiting} onClick={press}>
        {label}
      </Button>
      <p role="status" className="w-full text-sm text-soft empty:hidden">
        {isQuiet && waysWords.passkeyUnused}
      </p>
    </>
  );
}
