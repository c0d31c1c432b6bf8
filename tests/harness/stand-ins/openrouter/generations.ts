/** What was billed, as `/generation` and `/key` tell it: not at once, and nothing of what failed. */
import { bearerOf, type Heard, type Said } from '../shape';

interface Generation {
  readonly costUsd: number;
  readonly input: number;
  readonly output: number;
  readonly isImage: boolean;
  asked: number;
}

const known = new Map<string, Generation>();

/** All that was ever billed: whose key, and for which `job=17` of a test that gives its wishes numbers. */
export const bills: { readonly key: string; readonly wish: string; readonly costUsd: number }[] = [];

const wishOf = ({ body }: Heard): string => /\bjob=\d+/.exec(body)?.[0] ?? '';

/** `quirks=dearer`: what the books say in the end is twice what the answer told. */
export function remember(id: string, generation: Omit<Generation, 'asked'>, heard: Heard): void {
  const costUsd = generation.costUsd * (/\bquirks=\S*dearer/.test(heard.body) ? 2 : 1);
  known.set(id, { ...generation, costUsd, asked: 0 });
  bills.push({ key: bearerOf(heard) ?? '', wish: wishOf(heard), costUsd });
  spendingOf(heard).waiting += costUsd;
}

/** By key: what its counter shows, and what it will show later. */
const spending = new Map<string, { shown: number; waiting: number }>();

function spendingOf(heard: Heard): { shown: number; waiting: number } {
  const who = bearerOf(heard) ?? '';
  const found = spending.get(who) ?? { shown: 0, waiting: 0 };
  spending.set(who, found);
  return found;
}

/** What this key spent here. The real counter lags by minutes; here it is right the next time it is read. */
export function spentBy(heard: Heard): number {
  const found = spendingOf(heard);
  const { shown } = found;
  found.shown += found.waiting;
  found.waiting = 0;
  return Math.round(shown * 1e9) / 1e9;
}

const CORS = { 'access-control-allow-origin': '*' };

/** The real one takes minutes; here the second question is answered. */
export function generation(heard: Heard): Said {
  const id = heard.query.get('id') ?? '';
  const found = known.get(id);
  if (!found || found.asked++ === 0)
    return {
      status: 404,
      headers: CORS,
      body: { error: { message: `Generation ${id} not found`, code: 404 } },
    };
  const data = {
    id,
    api_type: found.isImage ? 'image' : 'completions',
    created_at: '2026-11-21T12:00:00.000Z',
    streamed: true,
    cancelled: false,
    tokens_prompt: found.input,
    tokens_completion: found.output,
    native_tokens_prompt: found.input,
    native_tokens_completion: found.output,
    native_tokens_reasoning: null,
    is_byok: false,
    finish_reason: 'complete',
    usage: found.costUsd,
    total_cost: found.costUsd,
    cache_discount: null,
    a_field_of_tomorrow: {},
  };
  return { status: 200, headers: CORS, body: { data } };
}
