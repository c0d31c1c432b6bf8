import type { KeyRecord } from '../../lib/keys/record';
import { ask } from '../../lib/messages/client';
import { keysReplace } from '../../lib/messages/keys';
import type { Guide } from '../../lib/providers/shape';
import { toast } from '../ui/toasts';
import { CredentialFields } from './CredentialFields';
import { CredentialFoot } from './CredentialFoot';
import { verdictWords } from './findings';
import { Remarks } from './Remarks';
import { useCredential } from './useCredential';
import { useSending } from './useSending';
import { words } from './words';

interface ReplaceSecretProps {
  readonly record: KeyRecord;
  readonly guide: Guide;
  readonly onClose: () => void;
}

/** A new secret for the same record. Its name, its place as default and its history stay. */
export function ReplaceSecret({ record, guide, onClose }: ReplaceSecretProps) {
  const credential = useCredential(guide, record.kind);
  const sending = useSending({
    id: record.id,
    credential,
    save: (fields, anyway) =>
      ask(keysReplace, { id: record.id, kind: credential.kind.id, fields, ...(anyway && { anyway }) }),
    onSaved: (report, isLate) => {
      toast(words.edit.replaced(verdictWords[report.verdict]));
      if (!isLate) onClose();
    },
  });
  return (
    <form ref={credential.form} noValidate onSubmit={(event) => event.preventDefault()} className="space-y-4">
      <p className="text-soft">{words.edit.replaceHelp}</p>
      <CredentialFields
        credential={credential}
        known={record.identifiers}
        isFirstFocused={false}
        onChange={sending.forget}
      />
      <Remarks credential={credential} remarks={credential.remarks} />
      <CredentialFoot credential={credential} sending={sending} submit={words.edit.replaceSubmit} />
    </form>
  );
}
