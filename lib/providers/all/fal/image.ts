import { fail } from '../../../core/problem';
import type { ImageDone, ImageInput, ImageMaker } from '../../makes';
import { chosenOf, toDataUrl, unreferable } from '../../wire/pictures';
import { asArray, asText, at } from '../../wire/read';
import { findImageModel, imageModels } from './image-models';
import { askAfter, cancel, submit } from './queue';

export const image: ImageMaker = {
  models: imageModels,
  whenStopped: 'depends',
  cancel,

  async start(input, call) {
    const { model, references } = input;
    if (references.length > (findImageModel(model)?.maxReferences ?? 0)) return unreferable();
    return submit(`${model}${references.length ? '/edit' : ''}`, bodyOf(input), call);
  },

  poll: (operation, call) => askAfter(operation, call, picturesIn),
};

function bodyOf({ model, prompt, options, references }: ImageInput) {
  const chosen = chosenOf({ options, known: findImageModel(model) });
  return { prompt, ...chosen, ...(references.length ? { image_urls: references.map(toDataUrl) } : {}) };
}

function picturesIn(result: unknown): ImageDone {
  const images = (asArray(at(result, 'images')) ?? []).flatMap((made) => {
    const url = asText(at(made, 'url'));
    return url ? [{ url }] : [];
  });
  if (images.length === 0) return fail('answer-malformed');
  const isFiltered = asArray(at(result, 'has_nsfw_concepts'))?.includes(true);
  const text = asText(at(result, 'description'));
  return { is: 'done', images, ...(isFiltered ? { isFiltered } : {}), ...(text ? { text } : {}) };
}
