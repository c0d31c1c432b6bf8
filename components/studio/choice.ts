/** Which model is asked: what was chosen, else the default, else what was used last, else a sensible first one. */
import type { Make } from '../../lib/jobs/record';
import type { Choices, ModelList } from '../../lib/models/record';
import type { Model } from '../../lib/providers/model';
import type { Payer } from './usable';

export interface Chosen {
  readonly payer: Payer;
  readonly id: string;
  /** What its list says of it; undefined for an id typed by hand, or one that vanished. */
  readonly model: Model | undefined;
  /** Its list is there and does not have it. */
  readonly isUnlisted: boolean;
}

interface Wanted {
  readonly provider: string | undefined;
  readonly model: string | undefined;
}

export function chooseModel(
  make: Make,
  wanted: Wanted,
  choices: Choices,
  lists: readonly ModelList[],
  payers: readonly Payer[],
): Chosen | undefined {
  const ways = [wanted, choices.defaults[make], choices.lastUsed[make]];
  for (const way of ways) {
    const payer = payers.find(({ face }) => face.id === way?.provider);
    if (payer && way?.model) return toChosen(payer, way.model, listOf(lists, payer.face.id, make));
  }
  for (const payer of payers) {
    const first = firstOf(listOf(lists, payer.face.id, make));
    if (first) return { payer, id: first.id, model: first, isUnlisted: false };
  }
  return undefined;
}

export const listOf = (lists: readonly ModelList[], provider: string, make: Make): ModelList | undefined =>
  lists.find((list) => list.provider === provider && list.make === make);

const toChosen = (payer: Payer, id: string, list: ModelList | undefined): Chosen => {
  const model = list?.models.find((known) => known.id === id);
  return { payer, id, model, isUnlisted: list !== undefined && !model };
};

const firstOf = (list: ModelList | undefined): Model | undefined =>
  list?.models.reduce<Model | undefined>(
    (best, model) => (best && rankOf(best) <= rankOf(model) ? best : model),
    undefined,
  );

const rankOf = (model: Model): number => model.rank ?? Number.MAX_SAFE_INTEGER;
