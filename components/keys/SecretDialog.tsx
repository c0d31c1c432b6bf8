import { useEffect, useState } from 'react';
import type { KeyRecord } from '../../lib/keys/record';
import { ask } from '../../lib/messages/client';
import { keysReveal } from '../../lib/messages/keys';
import type { Field, Fields, Guide } from '../../lib/providers/shape';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { Alert } from '../ui/Notice';
import { PassphraseForm } from '../vault/PassphraseForm';
import { useAttempt } from '../vault/useAttempt';
import { useCountdown } from '../vault/useCountdown';
import { words } from './words';
import { useWorkStore } from './work';

const SHOWN_MS = 30_000;

interface SecretDialogProps {
  readonly record: KeyRecord;
  readonly guide: Guide | undefined;
  readonly to: 'show' | 'copy';
  readonly onClose: () => void;
}

/** The passphrase again, then the secret: on the screen for half a minute, or on the clipboard. */
export default function SecretDialog({ record, guide, to, onClose }: SecretDialogProps) {
  const [fields, setFields] = useState<Fields>();
  const attempt = useAttempt(async (proof) => {
    const revealed = await ask(keysReveal, { id: record.id, proof, to });
    setFields(revealed.fields);
  });
  const isCopy = to === 'copy';
  const secrets = fields && toSecrets(fields, record, guide);
  return (
    <Dialog title={isCopy ? words.secret.copy : words.secret.reveal} onClose={onClose}>
      {!secrets && (
        <>
          <p className="text-soft">{isCopy ? words.secret.copyLead : words.secret.revealLead}</p>
          <PassphraseForm
            attempt={attempt}
            button={isCopy ? words.key.copy : words.key.reveal}
            others={<Button onClick={onClose}>{words.add.cancel}</Button>}
          />
        </>
      )}
      {secrets &&
        (isCopy ? <Copying id={record.id} {...{ secrets, onClose }} /> : <Shown {...{ secrets, onClose }} />)}
    </Dialog>
  );
}

interface Secret {
  readonly label: string;
  readonly value: string;
}

/** What the row does not show already. A field that this version does not know counts as secret. */
function toSecrets(fields: Fields, record: KeyRecord, guide: Guide | undefined): Secret[] {
  const known: readonly Field[] = guide?.kinds.find((kind) => kind.id === record.kind)?.fields ?? [];
  return Object.entries(fields).flatMap(([name, value]) => {
    const field = known.find((entry) => entry.name === name);
    return field && field.holds !== 'secret' ? [] : [{ label: field?.label ?? name, value }];
  });
}

interface SecretsProps {
  readonly secrets: readonly Secret[];
  readonly onClose: () => void;
}

function Shown({ secrets, onClose }: SecretsProps) {
  const [untilMs] = useState(() => Date.now() + SHOWN_MS);
  const seconds = useCountdown(untilMs);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  return (
    <>
      <dl className="space-y-3">
        {secrets.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-sm font-medium">{label}</dt>
            <dd className="rounded-md bg-sunken p-2 font-mono text-sm break-all select-all">{value}</dd>
          </div>
        ))}
      </dl>
      <DialogActions>
        <span className="mr-auto self-center text-sm text-soft">{words.secret.hidesIn(seconds)}</span>
        <Button autoFocus onClick={onClose}>
          {words.secret.hide}
        </Button>
      </DialogActions>
    </>
  );
}

/** A single secret is copied at once; of several, one at a time. */
function Copying({ id, secrets, onClose }: SecretsProps & { readonly id: string }) {
  const work = useWorkStore();
  const [hasFailed, setHasFailed] = useState(false);
  const copy = async (value: string, isLast: boolean) => {
    try {
      await navigator.clipboard.writeText(value);
      work.set(id, { isBusy: false, isCopied: true });
      setHasFailed(false);
      if (isLast) onClose();
    } catch {
      setHasFailed(true);
    }
  };
  const [only] = secrets;
  const single = secrets.length === 1 ? only : undefined;
  // Once, as soon as the secret is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second run would copy again
  useEffect(() => {
    if (single) void copy(single.value, true);
  }, []);
  return (
    <>
      {hasFailed && <Alert>{words.secret.copyFailed}</Alert>}
      {(hasFailed || !single) && (
        <DialogActions>
          {secrets.map(({ label, value }) => (
            <Button key={label} onClick={() => copy(value, single !== undefined)}>
              {words.secret.copyField(label)}
            </Button>
          ))}
          <Button look="primary" onClick={onClose}>
            {words.secret.done}
          </Button>
        </DialogActions>
      )}
    </>
  );
}
