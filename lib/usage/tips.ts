/** What the person's own figures would have come to elsewhere: the same model, by the lists that are here. */
import { toE8 } from '../core/usd-e8';
import { costOfTokens } from '../models/price';
import type { ModelList } from '../models/record';
import type { Model, Price } from '../providers/model';
import { type Cell, sumBy, totalOf } from './cells';

export interface Tip {
  /**
   * `elsewhere`: the same model at another service. `direct`: at the one that its name says made it.
   * `free`: its free variant at the same one, which has limits.
   */
  readonly code: 'elsewhere' | 'direct' | 'free';
  readonly from: { readonly provider: string; readonly model: string };
  readonly to: { readonly provider: string; readonly model: string };
  readonly spentE8: number;
  /** At least: where a price depends on something, the dearer one was taken. */
  readonly savedE8: number;
  readonly jobs: number;
}

/** Less is not worth a word. */
const LEAST_E8 = 10_000_000;
/** Nor is a twentieth: lists change. */
const LEAST_SHARE = 20;

/** `cells`: of the period in question. The best one for each model, the most worth first. */
export function tipsOf(cells: readonly Cell[], lists: readonly ModelList[]): Tip[] {
  const offers = offersIn(lists);
  const text = cells.filter(({ make }) => make === 'text');
  const used = [...sumBy(text, ({ provider, model }) => JSON.stringify([provider, model])).keys()];
  return used
    .flatMap((name) => {
      const [provider = '', model = ''] = JSON.parse(name) as string[];
      const own = text.filter((cell) => cell.provider === provider && cell.model === model);
      return bestOf({ provider, model }, own, offers.get(likeness(model)) ?? []) ?? [];
    })
    .sort((a, b) => b.savedE8 - a.savedE8);
}

interface Offer {
  readonly provider: string;
  readonly model: string;
  readonly price: Price;
}

function offersIn(lists: readonly ModelList[]): Map<string, Offer[]> {
  const offers = new Map<string, Offer[]>();
  for (const { provider, make, models } of lists) {
    if (make !== 'text') continue;
    for (const model of models) {
      if (model.goneOn || !model.price) continue;
      const name = likeness(model.id);
      offers.set(name, [...(offers.get(name) ?? []), { provider, model: model.id, price: dearest(model) }]);
    }
  }
  return offers;
}

/** Long inputs may be dearer, and nobody knows here which were long. */
function dearest({ price = {} }: Model): Price {
  const { steps = [], cachedInput: _, ...plain } = price;
  const last = steps.at(-1);
  return last ? { ...plain, input: last.input, output: last.output } : plain;
}

/** What is known of its cost, and only of things that told their tokens and have a price. */
function bestOf(from: Tip['from'], cells: readonly Cell[], offers: readonly Offer[]): Tip | undefined {
  const sum = totalOf(cells.filter(({ unknown, untold }) => unknown === 0 && untold === 0));
  const { usdE8: spentE8, input, output, calls, jobs } = sum;
  const tips = offers.flatMap(({ provider, model, price }): Tip[] => {
    const isOwn = provider === from.provider;
    if (isOwn && (model === from.model || !isFreeVariant(model))) return [];
    const once = costOfTokens({ ...price, request: '0' }, { input, output });
    const cost = once === undefined ? undefined : toE8(once);
    const each = toE8(price.request ?? '0');
    if (cost === undefined || each === undefined) return [];
    const savedE8 = spentE8 - cost - each * calls;
    if (savedE8 < LEAST_E8 || savedE8 * LEAST_SHARE < spentE8) return [];
    const code = isOwn ? 'free' : isMaker(provider, from.model) ? 'direct' : 'elsewhere';
    return [{ code, from, to: { provider, model }, spentE8, savedE8, jobs }];
  });
  return tips.sort((a, b) => b.savedE8 - a.savedE8)[0];
}

const isFreeVariant = (model: string): boolean => model.endsWith(':free');

/** `mistralai/…` and `x-ai/…` are of Mistral and xAI. A maker who goes by a quite different name is not found. */
function isMaker(provider: string, model: string): boolean {
  const at = model.lastIndexOf('/');
  return at > 0 && model.slice(0, at).toLowerCase().replaceAll('-', '').startsWith(provider);
}

/**
 * The same model goes by `anthropic/claude-sonnet-5.2` here and `claude-sonnet-5-2-20261014` there. Everything that
 * could tell two models apart stays: a size, a version, "mini".
 */
function likeness(id: string): string {
  const own = id.slice(id.lastIndexOf('/') + 1).toLowerCase();
  return own
    .replace(/:free$/, '')
    .replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '')
    .replaceAll('.', '-');
}
