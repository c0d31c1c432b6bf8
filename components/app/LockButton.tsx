import { Lock } from 'lucide-react';
import { useState } from 'react';
import { toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { vaultLock } from '../../lib/messages/vault';
import { Button } from '../ui/Button';
import { toast } from '../ui/toasts';
import { lookAgain } from '../vault/store';
import { wordsFor } from './problems';
import { words } from './words';

export function LockButton() {
  const [isBusy, setIsBusy] = useState(false);
  const lock = async () => {
    setIsBusy(true);
    try {
      await ask(vaultLock, {});
      await lookAgain();
    } catch (error) {
      const { what, next } = wordsFor(toProblem(error));
      toast(`${what}. ${next}`);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button size="small" icon={Lock} isBusy={isBusy} onClick={lock}>
      {words.lock}
    </Button>
  );
}
