/** What something costs by a model's price. Undefined where the price says too little: never a zero. */
import { sumUsd, timesUsd } from '../core/money';
import type { Tokens } from '../providers/makes';
import type { Model, Price } from '../providers/model';

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

export function costOfImages(model: Model, count: number): string | undefined {
  const { price } = model;
  return price?.image === undefined
    ? undefined
    : sumUsd([timesUsd(price.image, count), price.request ?? '0']);
}
