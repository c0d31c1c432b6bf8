// https://platform.openai.com/docs/guides/image-generation and …/deprecations (read 2026-10-02)
import { fail } from '../../../core/problem';
import type { Model, Option } from '../../model';
import type { Call } from '../../shape';
import { bearer } from '../../wire/ask';
import { asList } from '../../wire/list';
import { askList, priceOf, rowOf } from '../../wire/models';
import { asText, at } from '../../wire/read';

const AS_OF = '2026-10-02';

/** The newest are left out of the list for some accounts, and answer all the same. */
const ALWAYS = ['gpt-image-2.5-flare', 'gpt-image-2.5-sunburst'];
const GONE = /^gpt-image-1(-2025|$)/;

export async function imageModels(call: Call): Promise<readonly Model[]> {
  const list = await askList(call, 'https://api.openai.com/v1/models', bearer(call.secret.apiKey ?? ''));
  const entries = asList(at(list, 'data')) ?? fail('answer-malformed');
  const listed = entries
    .map((entry) => asText(at(entry, 'id')) ?? '')
    .filter((id) => /^(chat)?gpt-image-/.test(id) && !GONE.test(id));
  const hidden = ALWAYS.filter((id) => !listed.includes(id));
  return [...listed.map(toImageModel), ...hidden.map((id) => ({ ...toImageModel(id), rank: 3 }))];
}

/** USD for a million tokens in and out, and for one picture of middle quality where one is published. */
const PRICES: Readonly<Record<string, readonly [number, number, string?]>> = {
  'gpt-image-2.5-flare': [5, 30],
  'gpt-image-2.5-sunburst': [5, 30],
  'gpt-image-2': [5, 30, '0.053'],
  'gpt-image-1.5': [5, 32, '0.034'],
  'gpt-image-1-mini': [2, 8, '0.011'],
};
const ENDS = new Map([
  ['gpt-image-1.5', '2026-12-01'],
  ['gpt-image-1-mini', '2026-12-01'],
  ['chatgpt-image-latest', '2026-12-01'],
]);
const RANKS = ['gpt-image-2.5-flare', 'gpt-image-2', 'gpt-image-2.5-sunburst'];

/** What an id says of its model: the list says nothing else. */
export function toImageModel(id: string): Model {
  const row = rowOf(PRICES, id);
  const goneOn = ENDS.get(id);
  const rank = RANKS.indexOf(id);
  return {
    id,
    name: id,
    makes: ['image'],
    takes: ['text', 'image'],
    ...(row ? { price: { ...priceOf([row[0], row[1]], AS_OF), ...(row[2] ? { image: row[2] } : {}) } } : {}),
    ...(goneOn ? { goneOn } : {}),
    ...(rank < 0 ? {} : { rank }),
    isModerated: true,
    options: optionsOf(id),
    maxReferences: 16,
    hasPreviews: true,
  };
}

const choice = (name: string, values: string[], initial?: string): Option => ({
  name,
  is: 'choice',
  values,
  ...(initial ? { initial } : {}),
});

function optionsOf(id: string): Option[] {
  const isOld = /^gpt-image-1|^chatgpt/.test(id);
  const large = isOld ? [] : ['2048x2048', '2560x1440', '1440x2560'];
  const best = /^gpt-image-2\.5/.test(id) ? ['xhigh', 'max'] : [];
  return [
    choice('size', ['auto', '1024x1024', '1536x1024', '1024x1536', ...large]),
    // The published price is of this one.
    choice('quality', ['auto', 'low', 'medium', 'high', ...best], 'medium'),
    { name: 'n', is: 'range', min: 1, max: 10 },
    choice('background', ['auto', 'opaque', 'transparent']),
    choice('output_format', ['png', 'jpeg', 'webp']),
    { name: 'output_compression', is: 'range', min: 0, max: 100 },
    choice('moderation', ['auto', 'low']),
    { name: 'partial_images', is: 'range', min: 0, max: 3 },
  ];
}
