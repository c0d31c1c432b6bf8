import { Plug } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { newId } from '../../../lib/core/ids';
import { fail, type Problem, toProblem } from '../../../lib/core/problem';
import type { Environment } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysConnect } from '../../../lib/messages/keys';
import type { Guide } from '../../../lib/providers/shape';
import { ProblemAlert } from '../../app/ProblemAlert';
import { learnProblems } from '../../app/problems';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toasts';
import { verdictWords } from '../findings';
import { askForHosts } from '../hosts';
import { words as keyWords } from '../words';
import { words } from './words';

/** With words that nobody needs before. */
const Refusal = lazy(async () => {
  learnProblems((await import('../../app/sentences/connect')).connect);
  return { default: ProblemAlert };
});

interface ConnectProps {
  readonly guide: Guide;
  /** What the new key is called here. */
  readonly about?: () => { readonly name: string; readonly environment: Environment };
  readonly onSaved?: () => void;
}

const NAMELESS = { name: '', environment: 'production' } as const;

/** Lets the service make the key. Nothing where it has no way to. */
export const Connect = (props: ConnectProps) => (props.guide.connect ? <Connecting {...props} /> : null);

function Connecting({ guide, about = () => NAMELESS, onSaved }: ConnectProps) {
  const [phase, setPhase] = useState<'idle' | 'waiting' | 'keeping'>('idle');
  const [problem, setProblem] = useState<Problem>();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const connect = async (granted: Promise<boolean>) => {
    setProblem(undefined);
    setPhase('waiting');
    try {
      if (!(await granted)) fail('connect-not-allowed');
      const { signIn } = await import('./flow');
      const signedIn = await signIn(guide);
      // Closed or locked meanwhile: its code is left to expire.
      if (!isHere.current) return;
      setPhase('keeping');
      const { report } = await ask(keysConnect, {
        id: newId(),
        provider: guide.id,
        ...signedIn,
        ...about(),
      }).catch(lost);
      toast(keyWords.add.saved(guide.name, verdictWords[report.verdict]));
      if (isHere.current) onSaved?.();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setPhase('idle');
    }
  };
  // Asking for hosts must be the first act of the press: Firefox hears it only there.
  const press = () =>
    void connect(askForHosts(guide.originsFor(guide.kinds[0]?.id ?? '', {}).concat(guide.downloads ?? [])));
  return (
    <div className="space-y-2">
      <Button icon={Plug} isBusy={phase !== 'idle'} onClick={press}>
        {words.button(guide.name)}
      </Button>
      <p role="status" className="text-sm text-soft empty:hidden">
        {phase === 'waiting' && words.waiting(guide.name)}
        {phase === 'keeping' && words.keeping}
      </p>
      <Suspense>{problem && <Refusal problem={problem} />}</Suspense>
    </div>
  );
}

/** The background may have died with the answer in its hand: the code is used up then. */
function lost(error: unknown): never {
  if (toProblem(error).code === 'no-answer') return fail('connect-lost');
  throw error;
}
