/** What is known of a model, in a few words each. */
import { formatUsd } from '../../../lib/core/money';
import type { Model } from '../../../lib/providers/model';
import { isFreeModel, perMillion } from './search';
import { models } from './words';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function factsOf(model: Model): readonly string[] {
  const { contextTokens, takes, makes, hasTools, isModerated, goneOn } = model;
  return [
    priceOf(model),
    ...(contextTokens ? [models.context(compact.format(contextTokens))] : []),
    ...takes.filter((kind) => kind !== 'text').map((kind) => models.takes[kind]),
    ...(makes.length > 1 ? [models.makesBoth] : []),
    ...(hasTools ? [models.tools] : []),
    ...(isModerated ? [models.moderated] : []),
    ...(goneOn ? [models.gone(goneOn, goneOn <= new Date().toISOString().slice(0, 10))] : []),
  ];
}

function priceOf(model: Model): string {
  const { price } = model;
  if (isFreeModel(model)) return models.free;
  const parts = [
    ...(price?.input && price.output
      ? [models.perMillion(formatUsd(perMillion(price.input)), formatUsd(perMillion(price.output)))]
      : []),
    ...(price?.image ? [models.perPicture(formatUsd(price.image))] : []),
    ...(Number(price?.request ?? 0) > 0 ? [models.perRequest(formatUsd(price?.request ?? '0'))] : []),
  ];
  if (parts.length === 0) return models.unknownPrice;
  return price?.asOf ? models.asOf(parts.join(', '), price.asOf) : parts.join(', ');
}
