/** What something in 3D costs by its provider's table: every row that fits, added. */
import { timesUsd } from '../core/money';
import { type Asked3d, fits, optionsOf } from '../providers/form-3d';
import type { OptionValue } from '../providers/makes-3d';
import type { Model } from '../providers/model';

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
