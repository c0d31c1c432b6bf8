// https://openrouter.ai/docs/features/multimodal/image-generation (recorded answers of 2026-10-02)
import { usdOf } from '../../../core/money';
import { fail } from '../../../core/problem';
import type { Model, Option, Price } from '../../model';
import type { Call } from '../../shape';
import { bearer } from '../../wire/ask';
import { asList } from '../../wire/list';
import { askList, dayOf } from '../../wire/models';
import { asArray, asRecord, asText, at } from '../../wire/read';

export const API = 'https://openrouter.ai/api/v1';

/** Both lists are public. The first says what each model can do, the second what it costs. */
export async function imageModels(call: Call): Promise<readonly Model[]> {
  const [able, priced] = await Promise.all([
    read(call, '/images/models'),
    read(call, '/models?output_modalities=image'),
  ]);
  const facts = new Map(priced.map((entry) => [at(entry, 'id'), entry]));
  const ids = new Set(able.map((entry) => at(entry, 'id')));
  return [
    ...able.map((entry) => toModel(entry, facts.get(at(entry, 'id')))),
    ...priced.filter((entry) => !ids.has(at(entry, 'id'))).map(toChatModel),
  ];
}

const read = async (call: Call, path: string) =>
  asList(at(await askList(call, `${API}${path}`, bearer(call.secret.apiKey ?? '')), 'data')) ??
  fail('answer-malformed');

function toModel(entry: unknown, facts: unknown): Model {
  const id = asText(at(entry, 'id')) ?? '';
  const parameters = asRecord(at(entry, 'supported_parameters')) ?? {};
  const references = at(parameters.input_references, 'max');
  return {
    ...aboutOf(facts ?? entry, id),
    makes: ['image'],
    route: 'images',
    options: optionsOf(parameters),
    ...(typeof references === 'number' ? { maxReferences: references } : {}),
    ...(at(entry, 'supports_streaming') === true ? { hasPreviews: true } : {}),
  };
}

/** The older way: a conversation in which the model answers with pictures. */
const CHAT_OPTIONS: readonly Option[] = [
  {
    name: 'aspect_ratio',
    is: 'choice',
    values: ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'],
  },
  { name: 'image_size', is: 'choice', values: ['1K', '2K', '4K'] },
];
/** None is told; so many pictures any of them takes. */
const CHAT_REFERENCES = 3;

function toChatModel(facts: unknown): Model {
  const about = aboutOf(facts, asText(at(facts, 'id')) ?? '');
  return {
    ...about,
    options: [...CHAT_OPTIONS],
    ...(about.takes.includes('image') ? { maxReferences: CHAT_REFERENCES } : {}),
    route: 'chat',
    rank: 3,
  };
}

function aboutOf(entry: unknown, id: string): Model {
  const kinds = (value: unknown) => asArray(value) ?? [];
  const limit = at(entry, 'top_provider', 'max_completion_tokens');
  const price = priceOf(at(entry, 'pricing'));
  const created = at(entry, 'created');
  const goneOn = dayOf(at(entry, 'expiration_date'));
  return {
    id,
    name: asText(at(entry, 'name')) ?? id,
    makes: (['text', 'image'] as const).filter((kind) =>
      kinds(at(entry, 'architecture', 'output_modalities')).includes(kind),
    ),
    takes: (['text', 'image'] as const).filter((kind) =>
      kinds(at(entry, 'architecture', 'input_modalities')).includes(kind),
    ),
    ...(typeof limit === 'number' && limit > 0 ? { outputTokens: limit } : {}),
    ...(price ? { price } : {}),
    ...(at(entry, 'top_provider', 'is_moderated') === true ? { isModerated: true } : {}),
    ...(goneOn ? { goneOn } : {}),
    ...(typeof created === 'number' && created > 0 ? { addedAtMs: created * 1000 } : {}),
    rank: rankOf(id, price),
  };
}

/** By the token: how many tokens a picture has is told only afterwards. `-1` is a price that varies. */
function priceOf(pricing: unknown): Price | undefined {
  const usd = (name: string) => usdOf(at(pricing, name));
  const input = usd('prompt');
  const output = usd('image_output') ?? usd('image_token') ?? usd('completion');
  const request = usd('request');
  const isTold = [output, request].some((price) => price !== undefined && Number(price) > 0);
  return isTold
    ? { ...(input ? { input } : {}), ...(output ? { output } : {}), ...(request ? { request } : {}) }
    : undefined;
}

/** A quick and cheap one is a good first one; which those are, their makers say in the names. */
function rankOf(id: string, price: Price | undefined): number {
  if (id.startsWith('~') || /vector|svg|font/.test(id)) return 4;
  const isQuick = /flash|mini|klein|fast|lite|turbo|schnell/.test(id);
  return (isQuick ? 0 : 1) + (price ? 0 : 1);
}

/** `size` names the same thing once more and contradicts the other two. */
function optionsOf(parameters: Readonly<Record<string, unknown>>): Option[] {
  const isSaidTwice = 'aspect_ratio' in parameters || 'resolution' in parameters;
  return Object.entries(parameters).flatMap(([name, told]) => {
    if (name === 'input_references' || (name === 'size' && isSaidTwice)) return [];
    return toOption(name, told) ?? [];
  });
}

function toOption(name: string, told: unknown): Option | undefined {
  const type = at(told, 'type');
  const values = asArray(at(told, 'values'))?.filter((value) => typeof value === 'string');
  const min = at(told, 'min');
  const max = at(told, 'max');
  if (name === 'seed') return { name, is: 'seed' };
  if (type === 'enum' && values?.length) return { name, is: 'choice', values };
  if (type === 'range' && typeof min === 'number' && typeof max === 'number' && min < max)
    return { name, is: 'range', min, max };
  return undefined;
}
