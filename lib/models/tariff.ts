/** What something in 3D costs by its provider's table: every row that fits, added. */
import { timesUsd } from '../core/money';
import type { OptionValue } from '../providers/makes-3d';
import type { Model, Option } from '../providers/model';

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

/** What may be chosen now, beside what is chosen already. */
export function offeredOf({ options: known = [] }: Model, { from, options }: Asked3d): readonly Option[] {
  const wanted = new Map(known.map(({ name, initial }) => [name, options[name] ?? initial]));
  return known.filter((option) => (option.from?.includes(from) ?? true) && fits(option.when, wanted));
}

/** What goes along when this is sent: chosen or standing there from the start, and possible beside the others. */
export const optionsOf = (model: Model, asked: Asked3d): Record<string, OptionValue> =>
  Object.fromEntries(
    offeredOf(model, asked).flatMap(({ name, initial }) => {
      const value = asked.options[name] ?? initial;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );

type When = Option['when'];

const fits = (when: When, values: ReadonlyMap<string, OptionValue | undefined>): boolean =>
  Object.entries(when ?? {}).every(([name, allowed]) => allowed.some((value) => value === values.get(name)));

export interface Price3d {
  readonly usd: string;
  readonly credits?: number;
  readonly asOf: string;
}

export function priceOf3d(model: Model, asked: Asked3d): Price3d | undefined {
  const { tariff } = model;
  if (!tariff) return undefined;
  const sent = optionsOf(model, asked);
  const values = new Map(Object.entries(sent));
  const initials = new Map((model.options ?? []).map(({ name, initial }) => [name, initial]));
  const isChanged = (name: string) => sent[name] !== undefined && sent[name] !== initials.get(name);
  const fitting = tariff.rows.filter(
    ({ from, when, changed }) =>
      (from?.includes(asked.from) ?? true) && fits(when, values) && (changed?.some(isChanged) ?? true),
  );
  if (fitting.length === 0) return undefined;
  const units = fitting.reduce((sum, { amount, each }) => sum + amount * countOf(each, sent), 0);
  return {
    usd: timesUsd(tariff.usdEach, units),
    asOf: tariff.asOf,
    ...(tariff.unit === 'credits' ? { credits: units } : {}),
  };
}

const countOf = (each: string | undefined, sent: Record<string, OptionValue>): number => {
  if (each === undefined) return 1;
  const value = sent[each];
  if (value === undefined) return 0;
  return Array.isArray(value) ? value.length : 1;
};
