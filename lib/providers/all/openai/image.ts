// https://platform.openai.com/docs/api-reference/images (API description of 2026-08-21, models of 2026-10-02)
import { ProblemError, problem } from '../../../core/problem';
import type { ImageInput, ImageMaker, ImageStep, MadeImage, MakeCall, Tokens } from '../../makes';
import { bearer } from '../../wire/ask';
import { failedBy, failedInside, type Judge } from '../../wire/failure';
import { chosenOf, findPicture, picturesIn, readParts, toDataUrl } from '../../wire/pictures';
import { asArray, asText, at } from '../../wire/read';
import { imageModels, toImageModel } from './image-models';

const API = 'https://api.openai.com/v1/images';

export const image: ImageMaker = {
  models: imageModels,
  whenStopped: 'billed-whole',

  async start(input, call) {
    const response = await call.fetch(`${API}/${input.references.length ? 'edits' : 'generations'}`, {
      method: 'POST',
      headers: { ...bearer(call.secret.apiKey ?? ''), 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(input)),
    });
    if (!response.ok) return failedBy(response, judgePicture);
    return read(response, call);
  },
};

function bodyOf(input: ImageInput) {
  const { partial_images, output_compression, moderation, ...chosen } = chosenOf({
    ...input,
    // The form follows from the name, so that a name typed by hand has one too.
    known: toImageModel(input.model),
  });
  const isEdit = input.references.length > 0;
  const isCompressed = chosen.output_format === 'jpeg' || chosen.output_format === 'webp';
  return {
    model: input.model,
    prompt: input.prompt,
    ...chosen,
    ...(isCompressed && output_compression !== undefined ? { output_compression } : {}),
    ...(moderation && !isEdit ? { moderation } : {}),
    ...(isEdit ? { images: input.references.map((picture) => ({ image_url: toDataUrl(picture) })) } : {}),
    // Each preview is billed, so only whoever asked for them gets any; how several pictures share a stream is untold.
    ...(partial_images && (chosen.n ?? 1) === 1 ? { stream: true, partial_images } : {}),
  };
}

async function read(response: Response, call: MakeCall): Promise<ImageStep> {
  const generationId = response.headers.get('x-request-id') ?? undefined;
  if (generationId) call.partial({ is: 'generation', id: generationId });
  let images: MadeImage[] | undefined;
  let tokens: Tokens | undefined;
  for await (const part of readParts(response, call)) {
    if (at(part, 'error')) return failedInside(part, response.headers, judgePicture);
    const type = asText(at(part, 'type')) ?? '';
    const preview = type.endsWith('.partial_image') ? findPicture(at(part, 'b64_json')) : undefined;
    if (preview) call.partial({ is: 'preview', bytes: preview });
    const made = asArray(at(part, 'data')) ?? (type.endsWith('.completed') ? [part] : undefined);
    if (made) images = [...(images ?? []), ...picturesIn(made)];
    tokens = tokensIn(at(part, 'usage')) ?? tokens;
  }
  if (!images) throw new ProblemError(problem('stream-cut'));
  if (images.length === 0) throw new ProblemError(problem('answer-malformed'));
  return { is: 'done', images, ...(tokens ? { tokens } : {}), ...(generationId ? { generationId } : {}) };
}

function tokensIn(usage: unknown): Tokens | undefined {
  const input = at(usage, 'input_tokens');
  const output = at(usage, 'output_tokens');
  return typeof input === 'number' && typeof output === 'number' ? { input, output } : undefined;
}

/** A prompt that was stopped before it was painted cost nothing; of a picture that was, nobody says. */
const judgePicture: Judge = ({ status, words, said, error }) => {
  if (words.includes('moderation_blocked')) {
    const isBefore = at(error, 'moderation_details', 'moderation_stage') === 'input';
    return { code: 'moderated', charge: isBefore ? 'none' : 'unknown' };
  }
  const isForbidden = status === 403 && /must be verified/i.test(said);
  const isRestricted = (status === 401 || status === 403) && /missing scopes/i.test(said);
  return isForbidden || isRestricted ? { code: 'not-allowed' } : undefined;
};
