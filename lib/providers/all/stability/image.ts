// https://platform.stability.ai/docs/api-reference#tag/Generate (answers seen on the wire until 2026-07-25)
import { fail, problem } from '../../../core/problem';
import type { ImageInput, ImageMaker, ImageStep } from '../../makes';
import type { Call } from '../../shape';
import { bearer } from '../../wire/ask';
import { failedBy, type Judge } from '../../wire/failure';
import { chosenOf, findPicture, readPictures, unreferable } from '../../wire/pictures';
import { at } from '../../wire/read';
import { imageModels, routeOf, toImageModel, USUAL_STRENGTH } from './image-models';

export const image: ImageMaker = {
  models: async () => imageModels(),
  whenStopped: 'unknown',

  async start(input, call) {
    const route = routeOf(input.model);
    if (!route) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
    if (input.references.length > (toImageModel(input.model).maxReferences ?? 0)) return unreferable();
    const response = await call.fetch(`https://api.stability.ai/v2beta/stable-image/generate/${route}`, {
      method: 'POST',
      // The browser writes the content type: only it knows the boundary.
      headers: bearer(call.secret.apiKey ?? ''),
      body: formOf(input, route),
    });
    if (!response.ok) return failedBy(response, judgeAsked);
    return read(response, call);
  },
};

/** A form also where no file is in it. Empty fields are refused, so there are none. */
function formOf(input: ImageInput, route: string): FormData {
  const { strength, aspect_ratio, ...chosen } = chosenOf({ ...input, known: toImageModel(input.model) });
  const [picture] = input.references;
  const isAfter = picture !== undefined;
  const isSd3 = route === 'sd3';
  const fields = {
    prompt: input.prompt,
    ...chosen,
    ...(isSd3 ? { model: input.model, mode: isAfter ? 'image-to-image' : 'text-to-image' } : {}),
    ...(isAfter ? { strength: strength ?? USUAL_STRENGTH } : {}),
    ...(isAfter && isSd3 ? {} : { aspect_ratio }),
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, String(value));
  if (picture) {
    const bytes = findPicture(picture.base64) ?? fail('picture-damaged');
    form.set('image', new Blob([bytes], { type: picture.media }), 'image');
  }
  return form;
}

/** A blurred picture comes with 200 and is paid for. Only the one word says that it is what was asked for. */
async function read(response: Response, call: Call): Promise<ImageStep> {
  const { json } = await readPictures(response, call);
  const bytes = findPicture(at(json, 'image')) ?? fail('answer-malformed');
  const isWanted = at(json, 'finish_reason') === 'SUCCESS';
  return { is: 'done', images: [{ bytes }], ...(isWanted ? {} : { isFiltered: true }) };
}

/** Prompts are looked at before anything runs. */
export const judgeAsked: Judge = ({ status, words }) => {
  if (words.includes('content_moderation') || words.includes('public_figure'))
    return { code: 'moderated', charge: 'none' };
  return status === 403 ? { code: 'not-allowed' } : undefined;
};
