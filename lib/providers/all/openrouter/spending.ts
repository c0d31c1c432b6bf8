// https://openrouter.ai/docs/api-reference/get-a-generation (recorded answers of 2026-10-02)
import { usdOf } from '../../../core/money';
import type { Told } from '../../makes';
import type { Call } from '../../shape';
import { ask, bearer } from '../../wire/ask';
import { at } from '../../wire/read';
import { isOk } from '../../wire/verdicts';

const API = 'https://openrouter.ai/api/v1';
const headersOf = (call: Call) => bearer(call.secret.apiKey ?? '');

/** Known some minutes after the request, and never for one that failed. */
export async function findCost(generationId: string, call: Call): Promise<Told | undefined> {
  const url = `${API}/generation?id=${encodeURIComponent(generationId)}`;
  const answer = await ask(call, url, headersOf(call));
  const data = at(answer.json, 'data');
  const costUsd = isOk(answer) ? usdOf(at(data, 'total_cost')) : undefined;
  if (costUsd === undefined) return undefined;
  const input = at(data, 'native_tokens_prompt');
  const output = at(data, 'native_tokens_completion');
  const isCounted = typeof input === 'number' && typeof output === 'number';
  return { generationId, costUsd, ...(isCounted ? { tokens: { input, output } } : {}) };
}

/** All that this key ever spent. */
export async function spent(call: Call): Promise<string | undefined> {
  const answer = await ask(call, `${API}/key`, headersOf(call));
  return isOk(answer) ? usdOf(at(answer.json, 'data', 'usage')) : undefined;
}
