/** What a credit costs: as the service's price list says, or as the person says who bought it. */
import { timesUsd } from '../core/money';
import { z } from '../core/zod';
import type { Model } from '../providers/model';

/** The sealed setting, by provider. */
export const RATES = 'credit-rates';

export const rateSchema = z.string().check(z.regex(/^\d{1,6}(\.\d{1,12})?$/));
export const ratesSchema = z.record(z.string(), rateSchema);
export type Rates = z.infer<typeof ratesSchema>;

/** The model with the prices that its credits come to at this rate. */
export function atRate(model: Model, rate: string | undefined): Model {
  if (rate === undefined) return model;
  const { tariff, price } = model;
  return {
    ...model,
    ...(tariff?.unit === 'credits' ? { tariff: { ...tariff, usdEach: rate } } : {}),
    ...(price?.credits === undefined
      ? {}
      : { price: { ...price, image: timesUsd(rate, price.credits), credit: rate } }),
  };
}

/** What its list says that a credit costs; undefined where nothing is counted in credits. */
export const listedRate = ({ tariff, price }: Model): string | undefined =>
  tariff?.unit === 'credits' ? tariff.usdEach : price?.credit;
