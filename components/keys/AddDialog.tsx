import { useLayoutEffect, useRef, useState } from 'react';
import { newId } from '../../lib/core/ids';
import { ask } from '../../lib/messages/client';
import { keysAdd } from '../../lib/messages/keys';
import type { Report } from '../../lib/providers/report';
import type { Guide } from '../../lib/providers/shape';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/field/Select';
import { TextField } from '../ui/field/TextField';
import { toast } from '../ui/toasts';
import { CredentialFields } from './CredentialFields';
import { CredentialFoot } from './CredentialFoot';
import { Connect } from './connect/Connect';
import { verdictWords } from './findings';
import { controlName, findControl, readControl } from './form';
import { Remarks } from './Remarks';
import { Steps } from './Steps';
import { type Credential, useCredential } from './useCredential';
import { useSending } from './useSending';
import { environmentChoices, toEnvironment, words } from './words';

interface AddDialogProps {
  readonly guide: Guide;
  readonly onClose: () => void;
}

/** Adds a key. When it turns out to be another provider's, the same dialog goes there with what was pasted. */
export default function AddDialog({ guide: asked, onClose }: AddDialogProps) {
  const [guide, setGuide] = useState(asked);
  const carried = useRef('');
  return (
    <Dialog size="wide" title={words.add.title(guide.name)} onClose={onClose}>
      <AddForm
        key={guide.id}
        guide={guide}
        carried={carried}
        onGo={(other, pasted) => {
          carried.current = pasted;
          setGuide(other);
        }}
        onClose={onClose}
      />
    </Dialog>
  );
}

interface AddFormProps {
  readonly guide: Guide;
  readonly carried: { current: string };
  readonly onGo: (guide: Guide, pasted: string) => void;
  readonly onClose: () => void;
}

function AddForm({ guide, carried, onGo, onClose }: AddFormProps) {
  // Made once for each dialog: however often it is pressed, one key comes of it.
  const [id] = useState(newId);
  const credential = useCredential(guide);
  useCarried(credential, carried);
  const { form, kind } = credential;
  const read = (name: string) => readControl(form.current, name);

  const sending = useSending({
    id,
    credential,
    save: (fields, anyway) =>
      ask(keysAdd, {
        id,
        provider: guide.id,
        kind: kind.id,
        fields,
        name: read('name').trim(),
        environment: toEnvironment(read('environment')),
        ...(anyway && { anyway }),
      }),
    onSaved: (report: Report, isLate) => {
      toast(
        isLate
          ? words.add.savedAfterAll(guide.name)
          : words.add.saved(guide.name, verdictWords[report.verdict]),
      );
      if (!isLate) onClose();
    },
  });
  const go = (other: Guide) => onGo(other, findPasted(credential, other));

  return (
    <form ref={form} noValidate onSubmit={(event) => event.preventDefault()} className="space-y-4">
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="space-y-4">
          <Connect
            guide={guide}
            about={() => ({
              name: read('name').trim(),
              environment: toEnvironment(read('environment')),
            })}
            onSaved={onClose}
          />
          <CredentialFields credential={credential} onChange={sending.forget} />
          <Remarks
            credential={credential}
            remarks={sending.outcome?.what === 'elsewhere' ? [] : credential.remarks}
            onGo={go}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label={words.add.name}
              name="name"
              maxLength={80}
              isOptional
              help={words.add.nameHelp}
            />
            <Select label={words.add.environment} name="environment" choices={environmentChoices} />
          </div>
        </div>
        <Steps guide={guide} kind={kind} />
      </div>
      <CredentialFoot
        credential={credential}
        sending={sending}
        submit={words.add.submit}
        onGo={go}
        onClose={onClose}
      />
    </form>
  );
}

/** The value that was recognised as the other provider's. */
function findPasted({ form, kind }: Credential, other: Guide): string {
  const values = kind.fields.map((field) => readControl(form.current, controlName(field)).trim());
  return (
    values.find((value) =>
      other.formats.some((format) => format.isUnmistakable && format.pattern.test(value)),
    ) ?? ''
  );
}

/** What was pasted in the wrong place, put into the field where it belongs; it waits in no state meanwhile. */
function useCarried({ form, guide, chooseKind, fill }: Credential, carried: { current: string }) {
  // Once, as the form appears.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later values are not carried
  useLayoutEffect(() => {
    const value = carried.current;
    carried.current = '';
    const format = value ? guide.formats.find((entry) => entry.pattern.test(value)) : undefined;
    if (!format) return;
    if (!findControl(form.current, controlName({ name: format.field }))) chooseKind(format.kind);
    fill({ [format.field]: value });
  }, []);
}
