// https://replicate.com/collections/text-to-image (ids of 2026-10-01). What each takes, its own description says.
import type { Model, Option } from '../../model';
import type { Call } from '../../shape';
import { askMore, bearer } from '../../wire/ask';
import { asArray, asRecord, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';
import { isOk } from '../../wire/verdicts';

export const API = 'https://api.replicate.com/v1';

/** USD for one picture of a megapixel, as the pages said until that day: no call tells prices. */
const AS_OF = '2026-10-01';
const TABLE: Readonly<Record<string, string | undefined>> = {
  'black-forest-labs/flux-schnell': undefined,
  'black-forest-labs/flux-2-pro': '0.03',
  'black-forest-labs/flux-kontext-pro': '0.04',
  'google/nano-banana': '0.039',
  'google/nano-banana-pro': undefined,
  'openai/gpt-image-2': '0.047',
  'ideogram-ai/ideogram-v3-turbo': '0.03',
  'bytedance/seedream-4': '0.03',
  'qwen/qwen-image': '0.025',
};

export async function imageModels(call: Call): Promise<readonly Model[]> {
  const found = await Promise.all(Object.keys(TABLE).map((id, rank) => findModel(call, id, rank)));
  return found.flatMap((model) => model ?? []);
}

/** One that is not there any more is left out; of one that nobody described today, only the name is known. */
async function findModel(call: Call, id: string, rank: number): Promise<Model | undefined> {
  const answer = await askMore(call, `${API}/models/${id}`, bearer(call.secret.apiKey ?? ''));
  if (answer.status === 404) return undefined;
  const schema = isOk(answer) ? at(answer.json, 'latest_version', 'openapi_schema') : undefined;
  const schemas = asRecord(at(schema, 'components', 'schemas')) ?? {};
  const fields = Object.entries(asRecord(at(schemas.Input, 'properties')) ?? {});
  const image = TABLE[id];
  return {
    id,
    name: id.split('/')[1] ?? id,
    makes: ['image'],
    rank,
    ...(image ? { price: { image, asOf: AS_OF } } : {}),
    options: fields.flatMap(([name, told]) => toOption(name, withParts(told, schemas)) ?? []),
    ...referencesOf(fields),
  };
}

/** A field's values stand apart: `{"allOf":[{"$ref":"#/components/schemas/aspect_ratio"}]}`. */
function withParts(told: unknown, schemas: Readonly<Record<string, unknown>>): unknown {
  const part = asText(at(asArray(at(told, 'allOf'))?.[0] ?? told, '$ref'))
    ?.split('/')
    .at(-1);
  return part ? { ...asRecord(schemas[part]), ...asRecord(told) } : told;
}

/** The published price is of this quality. */
const PRICED = 'medium';

function toOption(name: string, told: unknown): Option | undefined {
  if (/safety/.test(name)) return undefined;
  const type = at(told, 'type');
  const isNumber = type === 'integer' || type === 'number';
  const values = asArray(at(told, 'enum'))?.filter((value) => typeof value === 'string');
  const min = asNumber(at(told, 'minimum'));
  const max = asNumber(at(told, 'maximum'));
  if (name === 'seed') return { name, is: 'seed' };
  if (type === 'boolean')
    return { name, is: 'switch', ...(at(told, 'default') === true ? { initial: true } : {}) };
  if (name === 'negative_prompt') return { name, is: 'text' };
  if (values?.length)
    return {
      name,
      is: 'choice',
      values,
      ...(name === 'quality' && values.includes(PRICED) ? { initial: PRICED } : {}),
    };
  return isNumber && min !== undefined && max !== undefined ? { name, is: 'range', min, max } : undefined;
}

/** Where a description sets no bound. */
const MOST_REFERENCES = 8;

/** The field for pictures has another name in each; `[]` says that it takes a list. */
function referencesOf(
  fields: readonly (readonly [string, unknown])[],
): Pick<Model, 'takes'> & Partial<Model> {
  const pictures = fields.filter(([name]) => /image/.test(name) && !/mask|style/.test(name));
  const list = pictures.find(([, told]) => at(told, 'items', 'format') === 'uri');
  const one = pictures.find(([, told]) => at(told, 'format') === 'uri');
  const [name, told] = list ?? one ?? [];
  if (!name) return { takes: ['text'] };
  const most = list ? (asNumber(at(told, 'maxItems')) ?? MOST_REFERENCES) : 1;
  return { takes: ['text', 'image'], maxReferences: most, route: list ? `${name}[]` : name };
}
