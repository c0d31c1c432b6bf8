import { usdOf } from '../../core/money';
import type { Tokens } from '../makes';
import { asRecord, at } from './read';
import { asNumber } from './stream';

export interface Usage {
  readonly tokens: Tokens;
  readonly costUsd: string | undefined;
}

/** Beside the answer, after it, or inside what a service adds of its own. */
export function usageIn(chunk: unknown): Usage | undefined {
  const usage = [chunk, ...Object.values(asRecord(chunk) ?? {})]
    .map((place) => asRecord(at(place, 'usage')))
    .find(Boolean);
  const input = asNumber(usage?.prompt_tokens);
  const output = asNumber(usage?.completion_tokens);
  if (input === undefined && output === undefined) return undefined;
  const total = asNumber(usage?.total_tokens) ?? 0;
  const cached =
    asNumber(at(usage, 'prompt_tokens_details', 'cached_tokens')) ??
    asNumber(usage?.prompt_cache_hit_tokens) ??
    asNumber(usage?.num_cached_tokens);
  const reasoning = asNumber(at(usage, 'completion_tokens_details', 'reasoning_tokens'));
  return {
    tokens: {
      input: input ?? 0,
      // Where the parts do not add up, the rest is reasoning, which is billed as output.
      output: Math.max(output ?? 0, total - (input ?? 0)),
      ...(cached === undefined ? {} : { cachedInput: cached }),
      ...(reasoning === undefined ? {} : { reasoning }),
    },
    costUsd: usdOf(usage?.cost),
  };
}
