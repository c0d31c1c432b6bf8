import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { PassphraseForm } from './PassphraseForm';
import { type UseProof, useAttempt } from './useAttempt';
import { words } from './words';

interface PassphraseDialogProps {
  readonly title: ReactNode;
  /** Why the passphrase is asked again, and what happens then. */
  readonly children: ReactNode;
  readonly button: string;
  readonly use: UseProof;
  /** After the proof was used, and after cancelling. */
  readonly onClose: () => void;
}

/** Asks for the passphrase again, before something that an open vault alone does not allow. */
export function PassphraseDialog({ title, children, button, use, onClose }: PassphraseDialogProps) {
  const attempt = useAttempt(async (proof, typed) => {
    await use(proof, typed);
    onClose();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="text-soft">{children}</div>
      <PassphraseForm
        attempt={attempt}
        button={button}
        others={<Button onClick={onClose}>{words.cancel}</Button>}
      />
    </Dialog>
  );
}
