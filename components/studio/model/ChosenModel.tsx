import { Pin, Star } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { ask } from '../../../lib/messages/client';
import { choicesKeep } from '../../../lib/messages/jobs';
import type { Choice, ChoiceChange } from '../../../lib/models/record';
import { IconButton } from '../../ui/Button';
import { toast } from '../../ui/toasts';
import type { Chosen } from '../choice';
import { factsOf } from './facts';
import type { PickerProps } from './ModelPicker';
import { type Entry, keyOf } from './search';
import { models } from './words';

/** Its list nearly always has it. */
const Unlisted = lazy(async () => ({ default: (await import('./Unlisted')).Unlisted }));

export interface ChosenModelProps extends PickerProps {
  readonly choice: Chosen;
  readonly entries: readonly Entry[];
}

/** What is known of the model that will be asked. The whole of it stands in the list as well. */
export function ChosenModel({
  choice,
  entries,
  store,
}: Pick<ChosenModelProps, 'choice' | 'entries' | 'store'>) {
  const { payer, model, isUnlisted } = choice;
  const facts = [payer.face.name, ...(model ? factsOf(model) : [])].join(' · ');
  return (
    <div className="space-y-1 text-sm text-soft">
      <p title={facts} className="line-clamp-1 break-all">
        {facts}
      </p>
      {isUnlisted && (
        <Suspense fallback={null}>
          <Unlisted choice={choice} entries={entries} store={store} />
        </Suspense>
      )}
    </div>
  );
}

/** How much somebody likes it. */
export function Likes({ make, choice, choices }: Pick<ChosenModelProps, 'make' | 'choice' | 'choices'>) {
  const own: Choice = { provider: choice.payer.face.id, model: choice.id };
  const isFavourite = choices.favourites.some((other) => keyOf(other) === keyOf(own));
  const usual = choices.defaults[make];
  const isDefault = usual !== undefined && keyOf(usual) === keyOf(own);
  return (
    <div className="flex shrink-0">
      <IconButton
        icon={Star}
        label={models.favourite}
        aria-pressed={isFavourite}
        onClick={() => keep({ is: 'favourite', choice: own, isOn: !isFavourite })}
      />
      <IconButton
        icon={Pin}
        label={models.makeDefault}
        aria-pressed={isDefault}
        onClick={() => keep({ is: 'default', make, choice: isDefault ? null : own })}
      />
    </div>
  );
}

function keep(change: ChoiceChange): void {
  ask(choicesKeep, change).catch(() => toast('This could not be saved. Try again.'));
}
