/** The form of something in 3D: what may be chosen beside what, and what of it is sent. */
import type { OptionValue } from './makes-3d';
import type { Model, Option } from './model';

export type From = 'text' | 'picture' | 'views' | 'result';

export interface Asked3d {
  readonly from: From;
  readonly options: Readonly<Record<string, OptionValue>>;
}

export const fromOf = (isStep: boolean, pictures: number): From => {
  if (isStep) return 'result';
  if (pictures === 0) return 'text';
  return pictures === 1 ? 'picture' : 'views';
};

/** Some read no words at all, and others none beside a picture. */
export const readsWords = (model: Model | undefined, from: From): boolean => {
  const { mostPrompt, wordsFrom } = model?.step ?? {};
  return mostPrompt !== 0 && (wordsFrom?.includes(from) ?? true);
};

/** What may be chosen now, beside what is chosen already. */
export function offeredOf({ options: known = [] }: Model, { from, options }: Asked3d): readonly Option[] {
  const wanted = new Map(known.map(({ name, initial }) => [name, options[name] ?? initial]));
  return known.filter((option) => (option.from?.includes(from) ?? true) && fits(option.when, wanted));
}

/** What goes along when this is sent: chosen or standing there from the start, and possible beside the others. */
export const optionsOf = (model: Model, asked: Asked3d): Record<string, OptionValue> =>
  Object.fromEntries(
    offeredOf(model, asked).flatMap((option) => {
      const value = toSend(option, asked.options[option.name] ?? '');
      return value === undefined ? [] : [[option.name, value]];
    }),
  );

/** An old choice may be another model's, or lie beyond what is possible beside the others. */
function toSend({ is, values, min, max, initial }: Option, chosen: OptionValue): OptionValue | undefined {
  if (chosen === '') return initial;
  const number = Number(chosen);
  const texts = [chosen].flat().map(String);
  switch (is) {
    case 'switch':
      return chosen === true || chosen === 'true';
    case 'choice':
      return texts.find((text) => values?.includes(text)) ?? initial;
    case 'range':
      return Number.isNaN(number) ? initial : Math.min(max ?? number, Math.max(min ?? number, number));
    case 'seed':
      return Number.isSafeInteger(number) && number >= 0 && number <= (max ?? number) ? number : undefined;
    case 'text':
      return texts[0];
    default: {
      const known = texts.filter((text) => values?.includes(text) ?? true).slice(0, max);
      return known.length > 0 ? known : undefined;
    }
  }
}

type When = Option['when'];

export const fits = (when: When, values: ReadonlyMap<string, OptionValue | undefined>): boolean =>
  Object.entries(when ?? {}).every(([name, allowed]) => allowed.some((value) => value === values.get(name)));
