/** What the form of 3D asks for: from what, by which model, with which of its options. */

import type { Choices, ModelList } from '../../../lib/models/record';
import { priceOf3d } from '../../../lib/models/tariff';
import { type Asked3d, type From, fromOf, optionsOf } from '../../../lib/providers/form-3d';
import type { Model } from '../../../lib/providers/model';
import { type Chosen, chooseModel, listOf } from '../choice';
import type { Form } from '../form';
import { NO_CHOICES } from '../nothing';
import { toOrder } from '../order';
import type { Payer } from '../usable';

export const CREATE = 'create';

export const askedBy = ({ files, chosen }: Pick<Form, 'files' | 'chosen'>): Asked3d => ({
  from: fromOf(false, files.length),
  options: chosen.model3d ?? {},
});

/** Only what begins something, and can begin with what stands on the form. Each says what it costs as it stands. */
export const startersFrom = (lists: readonly ModelList[], from: From): readonly ModelList[] =>
  lists
    .filter(({ make }) => make === 'model3d')
    .map((list) => ({
      ...list,
      models: list.models
        .filter(({ step }) => step?.deed === CREATE && step.from.includes(from))
        .map((model) => withPrice(model, from)),
    }));

/** Searching and sorting know prices by the request. */
function withPrice(model: Model, from: From): Model {
  const price = priceOf3d(model, { from, options: {} });
  return price ? { ...model, price: { request: price.usd, asOf: price.asOf } } : model;
}

/** What was chosen, else the default, else what was used last, as long as it fits; else the first that does. */
export function choose3d(
  form: Pick<Form, 'provider' | 'model'>,
  choices: Choices,
  starters: readonly ModelList[],
  payers: readonly Payer[],
): Chosen | undefined {
  for (const way of [form, choices.defaults.model3d, choices.lastUsed.model3d]) {
    const payer = payers.find(({ face }) => face.id === way?.provider);
    const list = payer && listOf(starters, payer.face.id, 'model3d');
    const model = list?.models.find(({ id }) => id === way?.model);
    if (payer && model) return { payer, id: model.id, model, isUnlisted: false };
  }
  const isWanted = ({ face }: Payer) => face.id === form.provider;
  const inOrder = [...payers.filter(isWanted), ...payers.filter((payer) => !isWanted(payer))];
  return chooseModel('model3d', NOTHING, NO_CHOICES, starters, inOrder);
}

const NOTHING = { provider: undefined, model: undefined };

/** All that goes along, also what stood there from the start: a later table may begin with something else. */
export const toOrder3d: typeof toOrder = (make, form, choice, keyId, parent) => {
  const { chosen: _, ...order } = toOrder(make, form, choice, keyId, parent);
  const options = choice.model ? optionsOf(choice.model, askedBy(form)) : {};
  return {
    ...order,
    chosen: Object.keys(options).length > 0 ? { model3d: toChosen(options) } : {},
    ...(form.views.length > 0 ? { views: [...form.views] } : {}),
  };
};

type Options = ReturnType<typeof optionsOf>;
type Sent = NonNullable<Form['chosen']['model3d']>;

export const toChosen = (options: Options): Sent =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
