import { useEffect, useRef } from 'react';
import type { Guide } from '../../lib/providers/shape';
import { Button } from '../ui/Button';
import { DialogActions } from '../ui/Dialog';
import { Spinner } from '../ui/Spinner';
import { OutcomeAlert } from './OutcomeAlert';
import type { Credential } from './useCredential';
import type { Sending } from './useSending';
import { words } from './words';

interface CredentialFootProps {
  readonly credential: Credential;
  readonly sending: Sending;
  /** What the main button is called. */
  readonly submit: string;
  readonly onGo?: (guide: Guide) => void;
  /** Absent where another Cancel stands in the same dialog. */
  readonly onClose?: () => void;
}

/** What became of the key, what is being done with it now, and the buttons. */
export function CredentialFoot({ credential, sending, submit, onGo, onClose }: CredentialFootProps) {
  const { phase, outcome } = sending;
  const isBusy = phase !== 'idle';
  const alert = useRef<HTMLDivElement>(null);
  // What was said may stand below the edge of a small window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something new is said
  useEffect(() => {
    // The braces matter: newer browsers return a promise here, and React would call it as a cleanup.
    alert.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome?.count]);
  return (
    <>
      <div ref={alert} className="empty:hidden">
        <OutcomeAlert credential={credential} sending={sending} onGo={onGo} />
      </div>
      <p role="status" className="flex items-center gap-2 text-sm text-soft empty:hidden">
        {isBusy && (
          <>
            <Spinner size={14} />
            {sayPhase(phase, credential.guide.name)}
          </>
        )}
      </p>
      <DialogActions>
        {onClose && <Button onClick={onClose}>{words.add.cancel}</Button>}
        {outcome?.what === 'report' && <Button onClick={sending.saveAnyway}>{words.add.anyway}</Button>}
        {/* Pressed by Enter too: the browser clicks the form's submit button then. */}
        <Button type="submit" look="primary" isBusy={isBusy} onClick={() => sending.check()}>
          {submit}
        </Button>
      </DialogActions>
    </>
  );
}

function sayPhase(phase: Sending['phase'], name: string): string {
  if (phase === 'asking') return words.add.asking;
  return phase === 'saving' ? words.add.saving : words.add.checking(name);
}
