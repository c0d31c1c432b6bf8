// https://docs.together.ai/reference/post-images-generations (specification of 2026-04-28, models of 2026-10-07)
import { fail } from '../../../core/problem';
import type { ImageInput, ImageMaker, ImageStep } from '../../makes';
import type { Model, Option } from '../../model';
import type { Call } from '../../shape';
import { bearer } from '../../wire/ask';
import { failedBy, failedInside, type Judge } from '../../wire/failure';
import { asList } from '../../wire/list';
import { askList } from '../../wire/models';
import { chosenOf, picturesIn, readPictures, toDataUrl, unreferable } from '../../wire/pictures';
import { asArray, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';

const API = 'https://api.together.ai/v1';

export const image: ImageMaker = {
  models,
  whenStopped: 'unknown',

  async start(input, call) {
    const model = toModel(input.model, input.known?.name);
    if (input.references.length > (model.maxReferences ?? 0)) return unreferable();
    const response = await call.fetch(`${API}/images/generations`, {
      method: 'POST',
      headers: { ...bearer(call.secret.apiKey ?? ''), 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(input, model)),
    });
    if (!response.ok) return failedBy(response, judgePicture);
    return read(response, call);
  },
};

async function models(call: Call): Promise<readonly Model[]> {
  const json = await askList(call, `${API}/models`, bearer(call.secret.apiKey ?? ''));
  const entries = asList(json) ?? asList(at(json, 'data')) ?? fail('answer-malformed');
  return entries
    .filter((entry) => at(entry, 'type') === 'image')
    .map((entry) => toModel(asText(at(entry, 'id')) ?? '', asText(at(entry, 'display_name'))));
}

/** The list tells nothing but the name and no price: what a picture costs is on pages alone, for most of them. */
function toModel(id: string, name?: string): Model {
  const maxReferences = /kontext/i.test(id) ? 1 : /FLUX\.2|^google\//.test(id) ? 4 : undefined;
  return {
    id,
    name: name || id,
    makes: ['image'],
    takes: maxReferences ? ['text', 'image'] : ['text'],
    // Partners' models are refused until the organisation allows them to see its data.
    rank: /FLUX\.2-dev/.test(id) ? 0 : /^(Qwen|black-forest|stability)/.test(id) ? 1 : 2,
    options: optionsOf(id),
    ...(maxReferences ? { maxReferences } : {}),
  };
}

const SIDES = ['512', '768', '832', '1024', '1216', '1440'];
const RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'];

/** Only what this family is known to take: some refuse a field that others need. */
function optionsOf(id: string): Option[] {
  const isSized = /FLUX\.[12]|Qwen-Image|Seedream|stable-diffusion/.test(id) && !/kontext/i.test(id);
  const isStepped = /FLUX\.2-dev|Qwen-Image$|stable-diffusion/.test(id);
  const isOpen = /Qwen-Image$|stable-diffusion/.test(id);
  return [
    ...(isSized ? ['width', 'height'].map((side): Option => choice(side, SIDES)) : []),
    ...(/kontext/i.test(id) ? [choice('aspect_ratio', RATIOS)] : []),
    { name: 'n', is: 'range', min: 1, max: 4 },
    { name: 'seed', is: 'seed' },
    choice('output_format', ['jpeg', 'png']),
    ...(isStepped ? [{ name: 'steps', is: 'range', min: 1, max: 50 } as const] : []),
    ...(isOpen ? [{ name: 'guidance_scale', is: 'range', min: 1, max: 10 } as const] : []),
    ...(isOpen ? [{ name: 'negative_prompt', is: 'text' } as const] : []),
  ];
}

const choice = (name: string, values: string[]): Option => ({ name, is: 'choice', values });

function bodyOf(input: ImageInput, known: Model) {
  const { width, height, ...chosen } = chosenOf({ options: input.options, known });
  const urls = input.references.map(toDataUrl);
  const isOne = known.maxReferences === 1;
  return {
    model: input.model,
    prompt: input.prompt,
    ...chosen,
    ...(width ? { width: Number(width) } : {}),
    ...(height ? { height: Number(height) } : {}),
    ...(urls.length ? (isOne ? { image_url: urls[0] } : { reference_images: urls }) : {}),
    // Links would lie on the very host that gets the key, and lead on to one that nobody names.
    response_format: 'base64',
  };
}

async function read(response: Response, call: Call): Promise<ImageStep> {
  const { json } = await readPictures(response, call);
  if (at(json, 'error')) return failedInside(json, response.headers, judgePicture);
  const entries = asArray(at(json, 'data')) ?? [];
  const place = (entry: unknown) => asNumber(at(entry, 'index')) ?? 0;
  const images = picturesIn([...entries].sort((a, b) => place(a) - place(b)));
  return images.length > 0 ? { is: 'done', images } : fail('answer-malformed');
}

const judgePicture: Judge = ({ status, words }) =>
  status === 403 && words.includes('third_party_data_sharing_blocked') ? { code: 'data-policy' } : undefined;
