import { useForm } from '../form';
import type { OptionsProps } from '../options/Options';
import { options } from '../options/words';
import { askedBy, toChosen } from './asking';
import { OptionFields } from './OptionFields';

/** What can be chosen of the model that begins something new. */
export function Options3d({ store, choice }: OptionsProps) {
  const form = useForm(store);
  if (!choice?.model) return <p className="text-sm text-soft">{options.nothing}</p>;
  return (
    <OptionFields
      model={choice.model}
      asked={askedBy(form)}
      onChange={(values) => {
        const { model3d: _, ...others } = form.chosen;
        const isEmpty = Object.keys(values).length === 0;
        store.change({ chosen: isEmpty ? others : { ...others, model3d: toChosen(values) } });
      }}
    />
  );
}
