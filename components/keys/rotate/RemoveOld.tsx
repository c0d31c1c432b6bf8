import { Button } from '../../ui/Button';
import { DialogActions } from '../../ui/Dialog';
import { useActions } from '../actions';
import { VerdictBadge } from '../KeyVerdict';
import type { StepProps } from './NewKey';
import { words } from './words';

const TAKEN = new Set(['works', 'works-with-limits', 'out-of-credit']);

/** The last step. Whether the service still takes the key is said as its check found it. */
export function RemoveOld({ record, guide, onClose }: StepProps) {
  const { remove } = useActions();
  const { rotation, report, checkedAtMs } = record;
  const isChecked = checkedAtMs !== null && checkedAtMs >= (rotation?.endedAtMs ?? 0);
  const who = rotation?.endedBy === 'service' ? words.endedByService(guide.name) : words.endedByPerson;
  return (
    <div className="space-y-3">
      <p role="status">{who}</p>
      {isChecked && (
        <p className="flex flex-wrap items-center gap-2">
          {words.says(guide.name)} <VerdictBadge verdict={report.verdict} />
        </p>
      )}
      {isChecked && TAKEN.has(report.verdict) && <p className="text-warn">{words.stillTaken(guide.name)}</p>}
      <p className="text-soft">{words.removeLead}</p>
      <DialogActions>
        <Button onClick={onClose}>{words.keep}</Button>
        <Button look="primary" data-first-focus onClick={() => remove(record)}>
          {words.remove}
        </Button>
      </DialogActions>
    </div>
  );
}
