import { type FormEvent, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { type KeyRecord, mayBeDefault } from '../../lib/keys/record';
import { ask } from '../../lib/messages/client';
import { keysEnable, keysRemove } from '../../lib/messages/keys';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { RadioGroup } from '../ui/field/RadioGroup';
import { verdictWords } from './findings';
import { nameOf } from './groups';
import { words } from './words';

const NONE = '';

interface NextDefaultDialogProps {
  readonly record: KeyRecord;
  readonly doing: 'disable' | 'remove';
  /** The provider's keys, this one among them. */
  readonly keys: readonly KeyRecord[];
  readonly onClose: () => void;
}

/** The default goes: nothing takes its place silently. */
export default function NextDefaultDialog({ record, doing, keys, onClose }: NextDefaultDialogProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const candidates = keys.filter((key) => key.id !== record.id && mayBeDefault(key));
  const chosen = useRef(candidates[0]?.id ?? NONE);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    try {
      const answer = { id: record.id, nextDefault: chosen.current || null };
      await (doing === 'remove' ? ask(keysRemove, answer) : ask(keysEnable, { ...answer, isEnabled: false }));
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog title={words.next[doing]} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-soft">{words.next.lead(nameOf(record))}</p>
        <RadioGroup
          legend={words.next.legend}
          defaultValue={chosen.current}
          choices={[
            ...candidates.map((key) => ({
              value: key.id,
              label: nameOf(key),
              help: [key.name && key.hint, verdictWords[key.report.verdict]].filter(Boolean).join(', '),
            })),
            { value: NONE, label: words.next.none },
          ]}
          onChoose={(id) => {
            chosen.current = id;
          }}
        />
        {problem && <ProblemAlert problem={problem} />}
        <DialogActions>
          <Button onClick={onClose}>{words.add.cancel}</Button>
          <Button type="submit" look={doing === 'remove' ? 'danger-fill' : 'primary'} isBusy={isBusy}>
            {words.key[doing]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
