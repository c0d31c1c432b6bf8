import { useState } from 'react';
import { newId } from '../../../lib/core/ids';
import { type KeyRecord, mayFollow } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysAdd, keysSucceed } from '../../../lib/messages/keys';
import type { Fields, Guide, Kind } from '../../../lib/providers/shape';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/field/Select';
import { TextField } from '../../ui/field/TextField';
import { toast } from '../../ui/toasts';
import { CredentialFields } from '../CredentialFields';
import { CredentialFoot } from '../CredentialFoot';
import { readControl } from '../form';
import { nameOf } from '../groups';
import { Remarks } from '../Remarks';
import { Steps } from '../Steps';
import { useCredential } from '../useCredential';
import { useSending } from '../useSending';
import { words as keyWords } from '../words';
import { MakeIt } from './MakeIt';
import { words } from './words';

export interface StepProps {
  readonly record: KeyRecord;
  readonly guide: Guide;
  readonly onClose: () => void;
}

interface NewKeyProps extends StepProps {
  readonly keys: readonly KeyRecord[];
  readonly onChosen: (id: string) => void;
}

/** The new key comes: from its service itself, by paste, or because it is here already. */
export function NewKey({ record, guide, keys, onChosen, onClose }: NewKeyProps) {
  const others = keys.filter((key) => key.id !== record.id && key.removedAtMs === null && key.isEnabled);
  return (
    <>
      <MakeIt record={record} guide={guide} onMade={onChosen} />
      <PasteIt record={record} guide={guide} onChosen={onChosen} onClose={onClose} />
      {others.length > 0 && <TakeOne keys={others} onChosen={onChosen} />}
    </>
  );
}

function PasteIt({ record, guide, onChosen, onClose }: Omit<NewKeyProps, 'keys'>) {
  const [id] = useState(newId);
  const credential = useCredential(guide, record.kind);
  const { form, kind } = credential;
  const sending = useSending({
    id,
    credential,
    save: (fields, anyway) =>
      ask(keysAdd, {
        id,
        provider: guide.id,
        kind: kind.id,
        fields,
        name: readControl(form.current, 'name').trim(),
        environment: record.environment,
        ...(anyway && { anyway }),
      }),
    onSaved: () => onChosen(id),
  });
  return (
    <form ref={form} noValidate onSubmit={(event) => event.preventDefault()} className="space-y-4">
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="space-y-4">
          <CredentialFields
            credential={credential}
            known={choicesOf(record, kind)}
            isFirstFocused={false}
            onChange={sending.forget}
          />
          <Remarks credential={credential} remarks={credential.remarks} />
          <TextField
            label={keyWords.add.name}
            name="name"
            maxLength={80}
            defaultValue={record.name}
            isOptional
          />
        </div>
        <Steps guide={guide} kind={kind} />
      </div>
      <CredentialFoot credential={credential} sending={sending} submit={words.submit} onClose={onClose} />
    </form>
  );
}

/** The region stays; an ID may be the old key's own. */
const choicesOf = ({ identifiers }: KeyRecord, kind: Kind): Fields =>
  Object.fromEntries(
    kind.fields.flatMap(({ name, holds }) => {
      const value = identifiers[name];
      return holds === 'choice' && value ? [[name, value]] : [];
    }),
  );

function TakeOne({ keys, onChosen }: Pick<NewKeyProps, 'keys' | 'onChosen'>) {
  const [id, setId] = useState('');
  return (
    <div className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <div className="min-w-0 flex-1 basis-52">
        <Select
          label={words.existing}
          value={id}
          choices={[
            { value: '', label: words.existingNone },
            ...keys.map((key) => ({
              value: key.id,
              label: [nameOf(key), key.name && key.hint].filter(Boolean).join(', '),
            })),
          ]}
          onChange={({ target }) => setId(target.value)}
        />
      </div>
      <Button disabled={id === ''} onClick={() => onChosen(id)}>
        {words.useExisting}
      </Button>
    </div>
  );
}

/** The new key takes the old one's place, once a check found it genuine. */
export async function succeed(record: KeyRecord, next: KeyRecord): Promise<void> {
  if (!mayFollow(next)) return;
  await ask(keysSucceed, { id: record.id, nextId: next.id });
  toast(words.nowUsed(nameOf(next)));
}
