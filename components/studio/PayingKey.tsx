import { Select } from '../ui/field/Select';
import { type FormStore, useForm } from './form';
import { nameOfKey, type Payer } from './usable';
import { words } from './words';

interface PayingKeyProps {
  readonly store: FormStore;
  readonly payer: Payer;
}

/** Whose money it is, before it is spent. */
export function PayingKey({ store, payer }: PayingKeyProps) {
  const { keyId } = useForm(store);
  const paying = payingKey(payer, keyId);
  if (payer.keys.length === 1)
    return (
      <p>
        {words.prompt.paying} <bdi>{nameOfKey(paying)}</bdi>
      </p>
    );
  return (
    <Select
      labelled="before"
      label={words.prompt.paying}
      value={paying.id}
      choices={payer.keys.map((key) => ({
        value: key.id,
        label: nameOfKey(key),
      }))}
      onChange={({ target }) => store.change({ keyId: target.value })}
    />
  );
}

/** The one that was chosen, as long as it is one of the provider's. */
export const payingKey = ({ keys }: Payer, keyId: string | undefined) =>
  keys.find(({ id }) => id === keyId) ?? keys[0];
