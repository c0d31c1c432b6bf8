import type { Field, Fields } from '../../lib/providers/shape';
import { Select } from '../ui/field/Select';
import { TextField } from '../ui/field/TextField';
import { controlName } from './form';
import type { Credential } from './useCredential';
import { words } from './words';

interface CredentialFieldsProps {
  readonly credential: Credential;
  /** What is known already and no secret: a SID, a region. */
  readonly known?: Fields;
  /** Whether the dialog begins here. */
  readonly isFirstFocused?: boolean;
  readonly onChange: () => void;
}

/** The fields of one kind of credential, and the choice of the kind where there are several. */
export function CredentialFields({
  credential,
  known = {},
  isFirstFocused = true,
  onChange,
}: CredentialFieldsProps) {
  const { guide, kind, chooseKind } = credential;
  const first = isFirstFocused && kind.fields.find((field) => field.holds !== 'choice');
  return (
    <>
      {guide.kinds.length > 1 && (
        <Select
          label={words.add.kind}
          value={kind.id}
          choices={guide.kinds.map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => {
            chooseKind(event.target.value);
            onChange();
          }}
        />
      )}
      {kind.fields.map((field) => (
        <CredentialField
          key={`${kind.id} ${field.name}`}
          field={field}
          credential={credential}
          initial={known[field.name] ?? field.initial ?? ''}
          isFirst={field === first}
          onChange={onChange}
        />
      ))}
    </>
  );
}

interface CredentialFieldProps {
  readonly field: Field;
  readonly credential: Credential;
  readonly initial: string;
  readonly isFirst: boolean;
  readonly onChange: () => void;
}

function CredentialField({ field, credential, initial, isFirst, onChange }: CredentialFieldProps) {
  const shared = {
    label: field.label,
    name: controlName(field),
    help: field.help,
    isOptional: field.isOptional ?? false,
    defaultValue: initial,
    ...(isFirst && { 'data-first-focus': true }),
  };
  if (field.choices) return <Select {...shared} choices={field.choices} onChange={onChange} />;
  return (
    <TextField
      {...shared}
      holds={field.holds === 'secret' ? 'secret' : 'code'}
      error={credential.missing === field.name && words.add.missing(field)}
      required={!field.isOptional}
      onPaste={credential.paste}
      onBlur={credential.look}
      onInput={(event) => {
        credential.touch(event);
        onChange();
      }}
    />
  );
}
