/** What something costs by a model's price. Undefined where the price says too little: never a zero. */
import { compareUsd, sumUsd, timesUsd } from '../core/money';
import type { Tokens } from '../providers/makes';
import type { Price } from '../providers/model';
import type { ModelList } from './record';

/** From a certain length of the input on, everything is dearer. */
function stepFor(
  price: Price,
  inputTokens: number,
): { input?: string | undefined; output?: string | undefined } {
  const dearer = price.steps?.filter((step) => inputTokens >= step.fromInput).at(-1);
  return dearer ?? price;
}

export function costOfTokens(price: Price, tokens: Tokens): string | undefined {
  const { input, output } = stepFor(price, tokens.input);
  if (input === undefined || output === undefined) return undefined;
  const cached = price.cachedInput === undefined ? 0 : Math.min(tokens.cachedInput ?? 0, tokens.input);
  return sumUsd([
    timesUsd(input, tokens.input - cached),
    timesUsd(price.cachedInput ?? '0', cached),
    timesUsd(output, tokens.output),
    price.request ?? '0',
  ]);
}

/** By the picture or by the request. Where tokens are counted as well, nobody knows how many a picture has. */
export function costOfImages(price: Price | undefined, count: number): string | undefined {
  const { image, request = '0', output = '0' } = price ?? {};
  if (image !== undefined) return sumUsd([timesUsd(image, count), request]);
  return isMore(request) && !isMore(output) ? request : undefined;
}

/** What single models were asked for stands with them, under its day. */
export const withPrices = (list: ModelList): ModelList => ({
  ...list,
  models: list.models.map((model) => {
    const { usd, atMs } = list.prices?.[model.id] ?? {};
    if (usd === undefined || atMs === undefined) return model;
    return {
      ...model,
      price: { ...model.price, image: usd, asOf: new Date(atMs).toISOString().slice(0, 10) },
    };
  }),
});

const isMore = (usd: string): boolean => compareUsd(usd, '0') > 0;
