// https://platform.claude.com/docs/en/api/messages, /models and /about-claude/pricing (read until 2026-11-19)
import { fail } from '../../../core/problem';
import type { TextInput, TextMaker } from '../../makes';
import type { Model } from '../../model';
import type { Call } from '../../shape';
import type { Judge } from '../../wire/failure';
import { askMessages, type Messages } from '../../wire/messages';
import { askList, dayOf, type PriceRow, priceOf, ranked, rowOf } from '../../wire/models';
import { asArray, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';
import { API, headers } from './api';

/** The newer version takes no sampling on any model; under the older one these models still do. */
const NEWEST = '2026-10-21';
const OLDER = '2023-06-01';
const TAKES_TEMPERATURE = /^claude-(haiku-4-5|(sonnet|opus)-4-[56])(-\d{8})?$/;

const temperatureOf = ({ model, temperature }: TextInput): number | undefined =>
  temperature !== undefined && TAKES_TEMPERATURE.test(model) ? Math.min(1, temperature) : undefined;

const protocol: Messages = {
  provider: 'anthropic',
  url: `${API}/messages`,
  headers: (input, { secret }) =>
    headers(secret.apiKey ?? '', temperatureOf(input) === undefined ? NEWEST : OLDER),
  extras(input) {
    const temperature = temperatureOf(input);
    const isEffort = input.effort && input.effort !== 'none';
    return {
      ...(isEffort ? { output_config: { effort: input.effort } } : {}),
      ...(temperature === undefined ? thinking(input) : { temperature }),
    };
  },
  judge,
};

/** Left out is always legal. Asked for, it comes summarised: else nothing of it is shown. */
function thinking({ effort, known }: TextInput) {
  if (effort === 'none') return { thinking: { type: 'disabled' } };
  return known?.route === 'adaptive' ? { thinking: { type: 'adaptive', display: 'summarized' } } : {};
}

/** By type and code. Only where a cause has neither does its sentence count. */
function judge({ status, words, said }: Parameters<Judge>[0]): ReturnType<Judge> {
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (has(/spend_limit_reached$/)) return { code: 'key-limit' };
  if (has(/^authentication_error$/) && said.includes('CORS')) return { code: 'not-allowed' };
  if (has(/^permission_error$/)) return { code: 'not-allowed' };
  if (status !== 400 || !has(/^invalid_request_error$/)) return undefined;
  if (/credit balance/i.test(said)) return { code: 'no-credit' };
  if (/(spend|usage) limit/i.test(said)) return { code: 'key-limit' };
  return /prompt is too long|context limit/i.test(said) ? { code: 'too-long' } : undefined;
}

export const text: TextMaker = {
  models,
  start: (input, call) => askMessages(protocol, input, call),
  whenStopped: 'stops',
};

const MOST_PAGES = 10;

async function models(call: Call): Promise<readonly Model[]> {
  const entries: unknown[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = `limit=1000${after && `&after_id=${encodeURIComponent(after)}`}`;
    const list = await askList(
      call,
      `${API}/models?${query}`,
      headers(call.secret.apiKey ?? '', NEWEST),
      judge,
    );
    entries.push(...(asArray(at(list, 'data')) ?? fail('answer-malformed')));
    after = asText(at(list, 'last_id')) ?? '';
    if (at(list, 'has_more') !== true || !after) break;
  }
  return ranked(entries.flatMap(toModel), [/^claude-haiku/, /^claude-sonnet/, /^claude-opus/]);
}

/** Weakest first. */
const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'];

/** What was added later to this list may be absent or null. */
function toModel(entry: unknown): Model[] {
  const id = asText(at(entry, 'id'));
  if (!id || at(entry, 'lifecycle') === 'retired') return [];
  const can = (...path: string[]) => at(entry, 'capabilities', ...path, 'supported');
  const isAdaptive = can('thinking', 'types', 'adaptive') === true;
  const efforts = [
    ...(isAdaptive && can('thinking', 'types', 'disabled') === true ? ['none'] : []),
    ...EFFORTS.filter((effort) => can('effort', effort) === true),
  ];
  const addedAtMs = Date.parse(asText(at(entry, 'created_at')) ?? '');
  const contextTokens = asNumber(at(entry, 'max_input_tokens'));
  const outputTokens = asNumber(at(entry, 'max_tokens'));
  const goneOn = dayOf(at(entry, 'retires_at'));
  const row = rowOf(PRICES, id);
  return [
    {
      id,
      name: asText(at(entry, 'display_name')) ?? id,
      makes: ['text'],
      takes: can('image_input') === false ? ['text'] : ['text', 'image'],
      hasTools: true,
      takesTemperature: TAKES_TEMPERATURE.test(id),
      ...(contextTokens ? { contextTokens } : {}),
      ...(outputTokens ? { outputTokens } : {}),
      ...(row ? { price: priceOf(row, '2026-11-10') } : {}),
      ...(efforts.length ? { efforts } : {}),
      ...(goneOn ? { goneOn } : {}),
      ...(Number.isNaN(addedAtMs) ? {} : { addedAtMs }),
      ...(isAdaptive ? { route: 'adaptive' } : {}),
    },
  ];
}

const PRICES: Readonly<Record<string, PriceRow>> = {
  'claude-fable-5-2': [8, 40, 0.2],
  'claude-opus-5-5': [4, 20, 0.2],
  'claude-sonnet-5-5': [2, 10, 0.1],
  // Longer prompts are dearer as a whole. Of the cached part only the lower price is known.
  'claude-haiku-5-5': [0.1, 0.5, 0.01, 100_001, 0.5, 2.5],
  'claude-opus-5': [5, 25, 0.5],
  'claude-sonnet-5': [2, 10, 0.2],
  'claude-haiku-4-5': [1, 5, 0.1],
  'claude-sonnet-4-5': [3, 15, 0.3],
};
