import { type FormEvent, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import type { KeyRecord } from '../../lib/keys/record';
import { ask } from '../../lib/messages/client';
import { keysEdit } from '../../lib/messages/keys';
import type { Guide } from '../../lib/providers/shape';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { Disclosure } from '../ui/Disclosure';
import { Checkbox } from '../ui/field/Checkbox';
import { Select } from '../ui/field/Select';
import { TextField } from '../ui/field/TextField';
import { toast } from '../ui/toasts';
import { isTicked, readControl } from './form';
import { ReplaceSecret } from './ReplaceSecret';
import { ageWords } from './rotate/ageWords';
import { environmentChoices, toEnvironment, words } from './words';

interface EditDialogProps {
  readonly record: KeyRecord;
  /** Absent for a provider that this version does not know: its key keeps its secret. */
  readonly guide: Guide | undefined;
  readonly onClose: () => void;
}

export default function EditDialog({ record, guide, onClose }: EditDialogProps) {
  const [isReplacing, setIsReplacing] = useState(false);
  return (
    <Dialog title={words.edit.title} onClose={onClose}>
      <EditForm record={record} onClose={onClose} isMain={!isReplacing} />
      {guide && (
        <div className="border-t border-line pt-4">
          <Disclosure summary={words.edit.replace} onToggle={setIsReplacing}>
            <ReplaceSecret record={record} guide={guide} onClose={onClose} />
          </Disclosure>
        </div>
      )}
    </Dialog>
  );
}

interface EditFormProps extends Omit<EditDialogProps, 'guide'> {
  /** A dialog has one main button: with a new secret to save it is the other form's. */
  readonly isMain: boolean;
}

function EditForm({ record, onClose, isMain }: EditFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    const read = (name: string) => readControl(form.current, name);
    try {
      const environment = toEnvironment(read('environment'));
      await ask(keysEdit, {
        id: record.id,
        name: read('name').trim(),
        environment,
        isReminderOff: !isTicked(form.current, 'remind'),
      });
      toast(words.edit.saved);
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form ref={form} onSubmit={save} className="space-y-4">
      <TextField label={words.add.name} name="name" maxLength={80} defaultValue={record.name} isOptional />
      <Select
        label={words.add.environment}
        name="environment"
        choices={environmentChoices}
        defaultValue={record.environment}
      />
      <Checkbox label={ageWords.remind} name="remind" defaultChecked={record.isReminderOff !== true} />
      {problem && <ProblemAlert problem={problem} />}
      <DialogActions>
        <Button onClick={onClose}>{words.add.cancel}</Button>
        <Button type="submit" look={isMain ? 'primary' : 'plain'} isBusy={isBusy}>
          {words.edit.save}
        </Button>
      </DialogActions>
    </form>
  );
}
