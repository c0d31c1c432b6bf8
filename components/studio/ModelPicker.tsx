import type { Make } from '../../lib/jobs/record';
import type { Choices, ModelList } from '../../lib/models/record';
import { TextField } from '../ui/field/TextField';
import type { Chosen } from './choice';
import type { FormStore } from './form';
import type { Payer } from './usable';
import type { Refreshing } from './useRefresh';

export interface PickerProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly choice: Chosen | undefined;
  readonly choices: Choices;
  readonly lists: readonly ModelList[];
  readonly payers: readonly Payer[];
  readonly refreshing: Refreshing;
}

export const ModelPicker = ({ choice }: PickerProps) => (
  <TextField
    label="Model"
    role="combobox"
    aria-expanded={false}
    value={choice?.model?.name ?? choice?.id ?? ''}
    readOnly
  />
);
