/** Lists of models, and what a provider's file adds where its list is silent. */
import { usdOf } from '../../core/money';
import { fail, ProblemError } from '../../core/problem';
import { readAnswer } from '../../http/answer';
import type { Model, Price } from '../model';
import type { Call } from '../shape';
import { failedBy, type Judge } from './failure';

/** A list as JSON, or the problem that its provider names. */
export async function askList(
  call: Call,
  url: string,
  headers: Readonly<Record<string, string>>,
  judge?: Judge,
): Promise<unknown> {
  const response = await call.fetch(url, { headers });
  if (!response.ok) throw new ProblemError((await failedBy(response, judge)).problem);
  return (await readAnswer(response)).json ?? fail('answer-malformed');
}

/** USD for a million tokens: input, output, cached input; then from how many input tokens on it is dearer, and how much. */
export type PriceRow =
  | readonly [input: number, output: number, cached?: number]
  | readonly [input: number, output: number, cached: number, from: number, input: number, output: number];

const each = (perMillion: number): string => usdOf(perMillion / 1e6) ?? '0';

export const priceOf = ([input, output, cached, ...step]: PriceRow, asOf?: string): Price => ({
  input: each(input),
  output: each(output),
  ...(cached === undefined ? {} : { cachedInput: each(cached) }),
  ...(step.length === 3
    ? { steps: [{ fromInput: step[0], input: each(step[1]), output: each(step[2]) }] }
    : {}),
  ...(asOf ? { asOf } : {}),
});

/** The row of this very model, or of its dated version (`-20251001`, `-2026-09-29`). */
export function rowOf<Row>(table: Readonly<Record<string, Row>>, id: string): Row | undefined {
  return table[id] ?? table[id.replace(/-\d{8}$|-\d{4}-\d{2}-\d{2}$/, '')];
}

/** First choices: of each family the newest that stays, whatever its name is by then. */
export function ranked(models: readonly Model[], families: readonly RegExp[]): Model[] {
  const newest = models.filter(({ goneOn }) => !goneOn).sort(byAge);
  const first = families.map((family) => newest.find(({ id }) => family.test(id))?.id);
  return models.map((model) => {
    const rank = first.indexOf(model.id);
    return rank < 0 ? model : { ...model, rank };
  });
}

const byAge = (a: Model, b: Model): number =>
  (b.addedAtMs ?? 0) - (a.addedAtMs ?? 0) || b.id.localeCompare(a.id, 'en', { numeric: true });

/** `2026-11-30T00:00:00Z` -> `2026-11-30` */
export const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
