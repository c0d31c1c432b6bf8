/** What is posted for one step, and where: the same for asking for it and for finding it again. */
import { problem } from '../../../core/problem';
import { fromOf, optionsOf } from '../../form-3d';
import type { Failed, Json } from '../../makes';
import { type Input3d, type Picture3d, VIEWS } from '../../makes-3d';
import { toDataUrl, unreferable } from '../../wire/pictures';
import { asText, at } from '../../wire/read';
import { ACTIONS, findModel3d } from './models-3d';

type Fields = Readonly<Record<string, Json>>;

export interface Asked {
  /** The resource: everything about a task is asked under it. */
  readonly of: string;
  /** What tells it from another one of its kind. */
  readonly who: Fields;
  readonly how: Fields;
}

export const TEXT = '/openapi/v2/text-to-3d';
export const MADE_FROM_PICTURES = ['/openapi/v1/image-to-3d', '/openapi/v1/multi-image-to-3d'] as const;

const refused = (code: string): Failed => ({ is: 'failed', problem: problem(code), charge: 'none' });

/** It never goes out when Meshy would not take it, or would make something else than was asked for. */
export function askedOf(input: Input3d): Asked | Failed {
  const model = findModel3d(input.model);
  const from = fromOf(input.parent !== undefined, input.pictures.length);
  if (!model?.step) return refused('model-gone');
  if (!model.step.from.includes(from)) return unreferable();
  const { mostPrompt = 0 } = model.step;
  if (input.prompt.length > mostPrompt) return mostPrompt === 0 ? unreferable() : refused('too-long');
  const sent = optionsOf(model, { from, options: input.options }) as Fields;
  return from === 'result' ? stepOf(input, sent) : beginningOf(input, sent);
}

function beginningOf(input: Input3d, sent: Fields): Asked | Failed {
  const { prompt, pictures, model } = input;
  const isFew = model === 'meshy-t2';
  const how = {
    ...withGlb(sent),
    ai_model: model,
    ...(isFew ? { model_type: 'smart-topology' } : {}),
  };
  if (pictures.length === 0)
    return prompt.trim() ? { of: TEXT, who: { prompt }, how: { ...how, mode: 'preview' } } : unreferable();
  // Words are about the texture, without which they would be lost.
  if (!pictures.every(isTaken)) return unreferable();
  if (prompt && sent.should_texture !== true) return unreferable();
  const urls = inOrder(pictures).map(({ picture }) => toDataUrl(picture));
  const words = prompt ? { texture_prompt: prompt } : {};
  const [single, multiple] = MADE_FROM_PICTURES;
  if (urls.length === 1) return { of: single, who: { image_url: urls[0] ?? '', ...words }, how };
  // The first one is taken for the front.
  if (!pictures.some(({ view }) => view === 'front')) return unreferable();
  return { of: multiple, who: { image_urls: urls, ...words }, how };
}

const isTaken = ({ picture }: Picture3d) => /^image\/(png|jpeg)$/.test(picture.media);

const inOrder = (pictures: Input3d['pictures']) =>
  [...pictures].sort((one, other) => VIEWS.indexOf(one.view) - VIEWS.indexOf(other.view));

const withGlb = (sent: Fields): Fields => ({
  ...sent,
  target_formats: ['glb', ...(Array.isArray(sent.target_formats) ? sent.target_formats : [])],
});

function stepOf({ model, prompt, parent, pictures }: Input3d, sent: Fields): Asked | Failed {
  const id = asText(at(parent, 'id'));
  const [like, ...others] = pictures;
  const isStyled = model === 'refine' || model === 'retexture';
  // Words win over a picture, and one of the two would be lost.
  const isMuch = others.length > 0 || (like !== undefined && (!isStyled || prompt !== ''));
  if (!id || isMuch || !pictures.every(isTaken)) return unreferable();
  const of = `/openapi/v1/${model}`;
  const who = { input_task_id: id };
  const styleOf = (words: string, picture: string): Fields =>
    prompt ? { [words]: prompt } : like ? { [picture]: toDataUrl(like.picture) } : {};
  switch (model) {
    case 'refine':
      return {
        of: TEXT,
        who: { preview_task_id: id, ...styleOf('texture_prompt', 'texture_image_url') },
        how: { ...withGlb(sent), mode: 'refine' },
      };
    case 'retexture':
      return prompt.trim() || like
        ? { of, who: { ...who, ...styleOf('text_style_prompt', 'image_style_url') }, how: sent }
        : unreferable();
    case 'remesh':
      return { of, who, how: withGlb(sent) };
    case 'convert':
      return { of, who: { ...who, target_formats: [sent.target_formats ?? 'fbx'] }, how: {} };
    case 'animations':
      return { of, who: { rig_task_id: id, action_id: ACTIONS[String(sent.action_id)] ?? 0 }, how: {} };
    default:
      return { of, who, how: sent };
  }
}
