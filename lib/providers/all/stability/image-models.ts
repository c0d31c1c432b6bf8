// https://platform.stability.ai/docs/api-reference#tag/Generate (API description of the middle of 2026) and
// https://platform.stability.ai/pricing: one credit is one US cent. There is no list to ask.
import { timesUsd } from '../../../core/money';
import type { Model, Option } from '../../model';

const AS_OF = '2026-07-01';
const CREDIT = '0.01';

interface Row {
  readonly name: string;
  readonly credits: number;
  readonly rank?: number;
}

const TABLE: Readonly<Record<string, Row>> = {
  core: { name: 'Stable Image Core', credits: 3, rank: 0 },
  ultra: { name: 'Stable Image Ultra', credits: 8, rank: 1 },
  'sd3.5-large': { name: 'Stable Diffusion 3.5 Large', credits: 6.5, rank: 2 },
  'sd3.5-large-turbo': { name: 'Stable Diffusion 3.5 Large Turbo', credits: 4 },
  'sd3.5-medium': { name: 'Stable Diffusion 3.5 Medium', credits: 3.5 },
  'sd3.5-flash': { name: 'Stable Diffusion 3.5 Flash', credits: 2.5 },
};

/** The last part of the address. A name typed by hand may be of a version that came later. */
export const routeOf = (id: string): string | undefined =>
  /^sd3/.test(id) ? 'sd3' : id in TABLE ? id : undefined;

export const imageModels = (): readonly Model[] => Object.keys(TABLE).map(toImageModel);

export function toImageModel(id: string): Model {
  const { name = id, credits, rank } = TABLE[id] ?? {};
  const takesImage = id !== 'core';
  return {
    id,
    name,
    makes: ['image'],
    takes: takesImage ? ['text', 'image'] : ['text'],
    ...(credits === undefined
      ? {}
      : { price: { image: timesUsd(CREDIT, credits), credits, credit: CREDIT, asOf: AS_OF } }),
    ...(rank === undefined ? {} : { rank }),
    isModerated: true,
    options: optionsOf(/^sd3/.test(id), takesImage),
    ...(takesImage ? { maxReferences: 1 } : {}),
  };
}

const RATIOS = '16:9 1:1 21:9 2:3 3:2 4:5 5:4 9:16 9:21';
const STYLES =
  '3d-model analog-film anime cinematic comic-book digital-art enhance fantasy-art isometric line-art low-poly modeling-compound neon-punk origami photographic pixel-art tile-texture';
const MOST_SEED = 4_294_967_294;
/** How far it may go from a picture, where nobody said. */
export const USUAL_STRENGTH = 0.7;

const choice = (name: string, words: string): Option => ({ name, is: 'choice', values: words.split(' ') });

const optionsOf = (isSd3: boolean, takesImage: boolean): Option[] => [
  choice('aspect_ratio', RATIOS),
  choice('style_preset', STYLES),
  choice('output_format', isSd3 ? 'png jpeg' : 'png jpeg webp'),
  { name: 'negative_prompt', is: 'text' },
  { name: 'seed', is: 'seed', max: MOST_SEED },
  ...(isSd3 ? [{ name: 'cfg_scale', is: 'range', min: 1, max: 10 } as const] : []),
  // How far it may go from the picture; without one it means nothing, with one it must be there.
  ...(takesImage
    ? [{ name: 'strength', is: 'range', min: 0, max: 1, initial: USUAL_STRENGTH } as const]
    : []),
];
