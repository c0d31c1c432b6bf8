// https://openrouter.ai/docs/api-reference/list-available-models (recorded answers of 2026-10-02)
import { compareUsd, usdOf } from '../../../core/money';
import { fail } from '../../../core/problem';
import type { Model, Price } from '../../model';
import type { Call } from '../../shape';
import { bearer } from '../../wire/ask';
import { asList } from '../../wire/list';
import { askList, dayOf } from '../../wire/models';
import { asArray, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';

const URL = 'https://openrouter.ai/api/v1/models';
const TAKES = ['text', 'image', 'file', 'audio', 'video'] as const;

export async function textModels(call: Call): Promise<readonly Model[]> {
  const json = await askList(call, URL, bearer(call.secret.apiKey ?? ''));
  const entries = asList(at(json, 'data')) ?? fail('answer-malformed');
  const found = entries
    .filter((entry) => texts(at(entry, 'architecture', 'output_modalities')).includes('text'))
    .map((entry) => ({ model: toModel(entry), smart: smartness(entry) }));
  const first = firstChoices(found);
  return found.map(({ model }) => {
    const rank = first.indexOf(model.id);
    return rank < 0 ? model : { ...model, rank };
  });
}

const texts = (value: unknown): string[] => (asArray(value) ?? []).flatMap((entry) => asText(entry) ?? []);

function toModel(entry: unknown): Model {
  const id = asText(at(entry, 'id')) ?? '';
  const inputs = texts(at(entry, 'architecture', 'input_modalities'));
  const parameters = texts(at(entry, 'supported_parameters'));
  const contextTokens = asNumber(at(entry, 'context_length'));
  const outputTokens = asNumber(at(entry, 'top_provider', 'max_completion_tokens'));
  const goneOn = dayOf(at(entry, 'expiration_date'));
  const created = asNumber(at(entry, 'created'));
  const price = priceOf(at(entry, 'pricing'));
  const efforts = effortsOf(at(entry, 'reasoning'));
  return {
    id,
    name: asText(at(entry, 'name')) || id,
    makes: ['text'],
    takes: TAKES.filter((kind) => inputs.includes(kind)),
    hasTools: parameters.includes('tools'),
    takesTemperature: parameters.includes('temperature'),
    ...(contextTokens ? { contextTokens } : {}),
    ...(outputTokens ? { outputTokens } : {}),
    ...(price ? { price } : {}),
    // A zero in the price is no sign: some are paid in another way.
    ...(id.endsWith(':free') || id === 'openrouter/free' ? { isFree: true } : {}),
    ...(at(entry, 'top_provider', 'is_moderated') === true ? { isModerated: true } : {}),
    ...(efforts ? { efforts } : {}),
    ...(goneOn ? { goneOn } : {}),
    ...(created ? { addedAtMs: created * 1000 } : {}),
  };
}

/** A price that varies is told as -1: then there is none. */
function priceOf(pricing: unknown): Price | undefined {
  const usd = (name: string, place = pricing) => usdOf(at(place, name));
  const [input, output] = [usd('prompt'), usd('completion')];
  if (input === undefined || output === undefined) return undefined;
  const steps = (asArray(at(pricing, 'overrides')) ?? [])
    .flatMap((step) => {
      const fromInput = asNumber(at(step, 'min_prompt_tokens'));
      const prices = { input: usd('prompt', step) ?? input, output: usd('completion', step) ?? output };
      return fromInput === undefined ? [] : [{ fromInput, ...prices }];
    })
    .sort((a, b) => a.fromInput - b.fromInput);
  const cachedInput = usd('input_cache_read');
  const request = usd('request');
  const image = usd('image');
  return {
    input,
    output,
    ...(cachedInput ? { cachedInput } : {}),
    ...(request ? { request } : {}),
    ...(image ? { image } : {}),
    ...(steps.length ? { steps } : {}),
  };
}

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

function effortsOf(reasoning: unknown): string[] | undefined {
  if (!reasoning) return undefined;
  const told = asArray(at(reasoning, 'supported_efforts'));
  const able = told ? texts(told) : ['low', 'medium', 'high'];
  const mayRest = at(reasoning, 'mandatory') !== true;
  return EFFORTS.filter((effort) => (effort === 'none' ? mayRest : able.includes(effort)));
}

interface Found {
  readonly model: Model;
  readonly smart: number;
}

const smartness = (entry: unknown): number =>
  asNumber(at(entry, 'benchmarks', 'artificial_analysis', 'intelligence_index')) ?? 0;

/** What a token of the answer may cost to be a first choice: middling, cheap, anything, nothing. */
const LIMITS = ['0.000012', '0.000002', '0.00005'] as const;

/** The cleverest that it says there is at each price, with tools, a wide window and no end in sight. */
function firstChoices(found: readonly Found[]): (string | undefined)[] {
  const stays = found.filter(({ model: { id, goneOn } }) => !goneOn && !id.startsWith('~'));
  const able = stays
    .filter(({ model }) => !model.isFree && model.hasTools && (model.contextTokens ?? 0) >= 100_000)
    .sort(byWorth);
  const within = (limit: string) =>
    able.find(
      ({ model: { price } }) => price?.output && isPaid(price.output) && compareUsd(price.output, limit) <= 0,
    );
  const free = stays.filter(({ model }) => model.isFree).sort(byWorth)[0];
  return [...LIMITS.map(within), free].map((choice) => choice?.model.id);
}

const isPaid = (usd: string) => compareUsd(usd, '0') > 0;

/** Where nothing is said of their cleverness, the newest. */
const byWorth = (a: Found, b: Found): number =>
  b.smart - a.smart || (b.model.addedAtMs ?? 0) - (a.model.addedAtMs ?? 0);
