import { lazy, Suspense, useState } from 'react';
import { ask } from '../../lib/messages/client';
import { type Proof, vaultChangePassphrase, vaultUnlock } from '../../lib/messages/vault';
import { isWeakerThanToday } from '../../lib/seal/kdf';
import { Screen } from '../app/Screen';
import { Skeleton } from '../ui/Skeleton';
import { PassphraseForm } from './PassphraseForm';
import { lookAgain } from './store';
import { type Typed, useAttempt } from './useAttempt';
import { words } from './words';

/** Leads to the database: after the first paint. */
const NotDoneYet = lazy(async () => ({ default: (await import('./NotDoneYet')).NotDoneYet }));
const Recover = lazy(async () => ({ default: (await import('./Recover')).Recover }));

/** The same on every page: one unlock opens all that are open. */
export function Unlock() {
  const attempt = useAttempt(unlock);
  const [isRecovering, setIsRecovering] = useState(false);
  if (isRecovering)
    return (
      <Suspense fallback={<Screen title={words.unlock.title} lead={<Skeleton />} />}>
        <Recover onBack={() => setIsRecovering(false)} />
      </Suspense>
    );
  return (
    <Screen title={words.unlock.title} lead={<p>{words.unlock.lead}</p>}>
      <PassphraseForm attempt={attempt} button={words.unlock.button} onWords={() => setIsRecovering(true)} />
      <Suspense>
        <NotDoneYet />
      </Suspense>
    </Screen>
  );
}

async function unlock(proof: Proof, typed?: Typed): Promise<void> {
  await ask(vaultUnlock, proof);
  // Session memory tells every page; this one need not wait to be told.
  await lookAgain();
  if (typed && isWeakerThanToday(typed.kdf)) void strengthen(proof, typed);
}

/** The same passphrase under today's parameters. Should it fail, the vault is as open as before. */
async function strengthen(proof: Proof, { passphrase }: Typed): Promise<void> {
  try {
    const { prepareUnlocker } = await import('../../lib/seal/prove');
    const next = await prepareUnlocker(passphrase);
    await ask(vaultChangePassphrase, { proof, next, why: 'strengthened' });
  } catch {
    // The next unlock tries again.
  }
}
