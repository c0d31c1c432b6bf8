import type { ReactNode } from 'react';
import type { KeyRecord } from '../../lib/keys/record';
import { KeyBudget } from '../budgets/KeyBudget';
import { Button } from '../ui/Button';
import { useActions } from './actions';
import { words } from './words';
import { useWork } from './work';

interface KeyButtonsProps {
  readonly record: KeyRecord;
  /** The element that says which key they are for: a button's name is its verb alone. */
  readonly nameId: string;
  readonly canBeDefault: boolean;
  readonly canRotate: boolean;
  /** Its service makes something, so it can have a limit. */
  readonly mayPay: boolean;
}

export function KeyButtons({ record, nameId, canBeDefault, canRotate, mayPay }: KeyButtonsProps) {
  const actions = useActions();
  const { isBusy } = useWork(record.id);
  const { id } = record;
  const needsLeave = record.report.reason?.code === 'host-not-allowed';
  const about = { size: 'small' as const, 'aria-describedby': nameId };
  return (
    <div className="flex flex-wrap gap-1">
      {needsLeave && (
        <Button {...about} look="primary" onClick={() => actions.check(record)}>
          {words.key.allow}
        </Button>
      )}
      <Button {...about} isBusy={isBusy} onClick={() => actions.check(record)}>
        {words.key.check}
      </Button>
      <Quiet about={nameId} onClick={() => actions.open({ what: 'edit', id })}>
        {words.key.edit}
      </Quiet>
      {record.isEnabled ? (
        <Quiet about={nameId} mustWait={isBusy} onClick={() => actions.disable(record)}>
          {words.key.disable}
        </Quiet>
      ) : (
        <Quiet about={nameId} mustWait={isBusy} onClick={() => actions.enable(record)}>
          {words.key.enable}
        </Quiet>
      )}
      <Quiet about={nameId} onClick={() => actions.open({ what: 'secret', id, to: 'show' })}>
        {words.key.reveal}
      </Quiet>
      <Quiet about={nameId} onClick={() => actions.open({ what: 'secret', id, to: 'copy' })}>
        {words.key.copy}
      </Quiet>
      {canBeDefault && (
        <Quiet about={nameId} mustWait={isBusy} onClick={() => actions.makeDefault(record)}>
          {words.key.makeDefault}
        </Quiet>
      )}
      {canRotate && (
        <Quiet about={nameId} onClick={() => actions.open({ what: 'rotate', id })}>
          {words.key.rotate}
        </Quiet>
      )}
      {mayPay && <KeyBudget record={record} about={nameId} />}
      <Quiet about={nameId} mustWait={isBusy} onClick={() => actions.remove(record)}>
        {words.key.remove}
      </Quiet>
    </div>
  );
}

interface QuietProps {
  readonly about: string;
  /** One thing at a time is done with a key: what would be ignored says so. */
  readonly mustWait?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const Quiet = ({ about, mustWait = false, onClick, children }: QuietProps) => (
  <Button
    size="small"
    look="quiet"
    aria-describedby={about}
    aria-disabled={mustWait || undefined}
    onClick={onClick}
  >
    {children}
  </Button>
);
