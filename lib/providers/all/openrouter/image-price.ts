// https://openrouter.ai/docs/api-reference/images (recorded answers of 2026-10-02)
import { compareUsd, usdOf } from '../../../core/money';
import type { Call } from '../../shape';
import { ask, bearer } from '../../wire/ask';
import { asArray, at } from '../../wire/read';
import { isOk } from '../../wire/verdicts';
import { API } from './image-models';

/** Any of those who offer a model may be the one that paints; by the token, nobody knows what a picture will cost. */
export async function price(model: string, call: Call): Promise<string | undefined> {
  const path = model.split('/').map(encodeURIComponent).join('/');
  const answer = await ask(call, `${API}/images/models/${path}/endpoints`, bearer(call.secret.apiKey ?? ''));
  const offers = (isOk(answer) && asArray(at(answer.json, 'endpoints'))) || [];
  const prices = offers.map((offer) => dearest((asArray(at(offer, 'pricing')) ?? []).map(priceOf)));
  return prices.includes(undefined) ? undefined : dearest(prices);
}

/** The sizes on the form begin at about a megapixel. What is not paid by the picture counts nothing here. */
function priceOf(told: unknown): string | undefined {
  const isEach = at(told, 'unit') === 'image' || at(told, 'unit') === 'megapixel';
  return at(told, 'billable') === 'output_image' && isEach ? usdOf(at(told, 'cost_usd')) : undefined;
}

const dearest = (prices: readonly (string | undefined)[]): string | undefined =>
  prices
    .flatMap((usd) => usd ?? [])
    .sort(compareUsd)
    .at(-1);
