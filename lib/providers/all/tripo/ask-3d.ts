/** What is posted for one step, and where: the same for asking for it and for finding it again. */
import { problem } from '../../../core/problem';
import { fromOf, optionsOf } from '../../form-3d';
import type { Failed, Json } from '../../makes';
import type { Input3d } from '../../makes-3d';
import { unreferable } from '../../wire/pictures';
import { asText, at } from '../../wire/read';
import { findRow } from './models-3d';
import type { Row3d } from './rows-3d';

export type Body = Readonly<Record<string, Json>>;

export interface Asked {
  readonly row: Row3d;
  readonly path: string;
  readonly body: Body;
}

/** It never goes out when it would make something else than was asked for. */
export function askedOf(input: Input3d): Asked | Failed {
  const row = findRow(input.model);
  if (!row) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
  const isStep = row.step.deed !== 'create';
  const from = fromOf(isStep, input.pictures.length);
  const options = toBody(row, optionsOf(row, { from, options: input.options }));
  const asked = isStep ? stepOf(row, input, options) : beginningOf(row, input, options);
  return asked ? { row, path: asked[0], body: asked[1] } : unreferable();
}

type Way = readonly [path: string, body: Body] | undefined;

/** These say what is made and what it costs; of the rest, what is as the service has it anyway is not sent. */
const ALWAYS = new Set(['texture', 'pbr', 'face_limit', 'format', 'out_format', 'spec', 'animations']);
const NUMBERS = new Set(['texture_size']);

/** Some models refuse even the name of what they cannot do: an absent switch is off. */
function toBody({ options: known }: Row3d, chosen: ReturnType<typeof optionsOf>): Body {
  const initials = new Map(known.map(({ name, initial }) => [name, initial]));
  const sent = Object.entries(chosen).filter(
    ([name, value]) => ALWAYS.has(name) || value !== initials.get(name),
  );
  return Object.fromEntries(sent.map(([name, value]) => [name, NUMBERS.has(name) ? Number(value) : value]));
}

function beginningOf({ id: model }: Row3d, { prompt, pictures }: Input3d, options: Body): Way {
  // Materials are painted: where they are asked for, colours come with them.
  const body = { ...options, model, ...(options.texture === false ? { pbr: false } : {}) };
  const [only, ...others] = pictures;
  const words = prompt.trim();
  if (!only) return words ? ['generation/text-to-model', { ...body, prompt: words }] : undefined;
  if (others.length === 0) return ['generation/image-to-model', { ...body, input: only.handle ?? '' }];
  const views = new Map(pictures.map(({ view, handle }) => [view, handle ?? '']));
  if (views.size < pictures.length || !views.has('front')) return undefined;
  const inputs = [...views].map(([view, handle]) => ({ [view]: handle }));
  return ['generation/multiview-to-model', { ...body, inputs }];
}

/** A check of the skeleton is about the model that it checked: what follows on it goes on from there. */
export const subjectOf = (parent: unknown): string | undefined =>
  asText(at(parent, 'of')) ?? asText(at(parent, 'id'));

const PATHS: Readonly<Record<string, string>> = {
  texture: 'models/texture',
  convert: 'models/convert',
  segment: 'mesh/segment',
  complete: 'mesh/complete',
  decimate: 'mesh/decimate',
  'rig-check': 'animations/rig-check',
  rig: 'animations/rig',
  animate: 'animations/retarget',
};

function stepOf({ id, step: { deed } }: Row3d, { parent, ...input }: Input3d, options: Body): Way {
  const subject = subjectOf(parent);
  const path = PATHS[deed];
  if (!subject || !path || (input.pictures.length > 0 && deed !== 'texture')) return undefined;
  const own = deed === 'texture' ? painting(input, options) : deed === 'animate' ? moving(options) : options;
  return own && [path, { input: subject, ...own, ...(deed === 'rig' ? skeleton(id) : {}) }];
}

/** Painted anew only by words or a picture: it forgot what the model was made from. */
function painting({ prompt, pictures }: Omit<Input3d, 'parent'>, options: Body): Body | undefined {
  const { texture_version: model = 'v3.0-20250812', ...rest } = options;
  const [only, ...others] = pictures;
  const words = prompt.trim();
  if (others.length > 0 || (!only && !words)) return undefined;
  const wish = only
    ? { image: { type: only.picture.media.replace('image/', ''), file_token: only.handle ?? '' } }
    : { text: words };
  return { ...rest, model, texture: true, texture_prompt: wish };
}

/** A biped can be animated on this skeleton alone; the other one is for everything that is none. */
const skeleton = (id: string): Body => {
  const type = id.replace('rig:', '');
  return { model: type === 'biped' ? 'v1.0-20240301' : 'v2.5-20260210', rig_type: type };
};

/** Whether the model itself stands in the file, the service and its own programs do not agree when nothing is said. */
function moving({ animations, ...rest }: Body): Body | undefined {
  const [only, ...others] = [animations ?? []].flat();
  if (only === undefined) return undefined;
  const clips = others.length > 0 ? { animations: animations ?? [] } : { animation: only };
  return { ...rest, ...clips, export_with_geometry: true };
}
