import { useState } from 'react';
import type { PassphraseRow } from '../../lib/db/tables';
import { ask } from '../../lib/messages/client';
import { vaultChangePassphrase } from '../../lib/messages/vault';
import { isWeakerThanToday } from '../../lib/seal/kdf';
import { Button } from '../ui/Button';
import { PassphraseDialog } from './PassphraseDialog';
import type { UseProof } from './useAttempt';
import { waysWords as words } from './waysWords';

const KIB = 1024;

/** What one guess at the passphrase costs. Each unlock by passphrase raises it by itself, should that be too little. */
export function Cost({ unlocker }: { readonly unlocker: PassphraseRow }) {
  const [isAsking, setIsAsking] = useState(false);
  const { memoryKiB, passes, lanes } = unlocker;
  const isWeaker = isWeakerThanToday(unlocker);
  return (
    <>
      <p>
        {words.cost(memoryKiB / KIB, passes, lanes)}, {isWeaker ? words.isWeaker : words.isToday}.
      </p>
      {isWeaker && (
        <Button size="small" onClick={() => setIsAsking(true)}>
          {words.strengthen}
        </Button>
      )}
      {isAsking && (
        <PassphraseDialog
          title={words.strengthenTitle}
          button={words.strengthen}
          use={strengthen}
          onClose={() => setIsAsking(false)}
        >
          {words.strengthenAbout}
        </PassphraseDialog>
      )}
    </>
  );
}

const strengthen: UseProof = async (proof, typed) => {
  // Only who typed the passphrase can have it stretched.
  if (!typed) return;
  const { prepareUnlocker } = await import('../../lib/seal/prove');
  const next = await prepareUnlocker(typed.passphrase);
  await ask(vaultChangePassphrase, { proof, next, why: 'strengthened' });
};
