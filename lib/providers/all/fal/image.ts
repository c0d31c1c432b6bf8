// https://fal.ai/docs/model-endpoints/queue (fal-js of 2026-08-02, answers seen on the wire until 2026-09-27)
import { fail, problem } from '../../../core/problem';
import { findAddress } from '../../../http/address';
import { readAnswer } from '../../../http/answer';
import type { ImageInput, ImageMaker, ImageStep, Json } from '../../makes';
import type { Call } from '../../shape';
import { failedBy, type Judge } from '../../wire/failure';
import { isPathOf, pendingAt, SOON_MS, unanswered } from '../../wire/pending';
import { chosenOf, readPictures, toDataUrl, unreferable } from '../../wire/pictures';
import { asArray, asText, at } from '../../wire/read';
import { headersOf } from './headers';
import { findImageModel, imageModels } from './image-models';

const QUEUE = 'https://queue.fal.run';

export const image: ImageMaker = {
  models: imageModels,
  whenStopped: 'depends',

  async start(input, call) {
    const { model, references } = input;
    if (!isPathOf(model, 2, 6)) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
    if (references.length > (findImageModel(model)?.maxReferences ?? 0)) return unreferable();
    const response = await call.fetch(`${QUEUE}/${model}${references.length ? '/edit' : ''}`, {
      method: 'POST',
      headers: { ...headersOf(call), 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(input)),
    });
    if (!response.ok) return failedBy(response, judge);
    const { json } = await readPictures(response, call);
    return pendingAt(operationIn(json), SOON_MS);
  },

  async poll(operation, call) {
    const response = await get(operation, 'status', call);
    if (!response.ok) return unanswered(response, operation, judge);
    const { json } = await readPictures(response, call);
    return at(json, 'status') === 'COMPLETED' ? collect(operation, call) : pendingAt(operation);
  },

  async cancel(operation, call) {
    const url = asText(at(operation, 'cancel'));
    if (!url) return 'goes-on';
    const { status } = await call.fetch(url, { method: 'PUT', headers: headersOf(call) });
    // 200 took it out of the queue. 202 only takes the wish down: what runs may still end, and be billed.
    return status === 200 ? 'never-ran' : status === 400 || status === 404 ? 'over' : 'goes-on';
  },
};

function bodyOf({ model, prompt, options, references }: ImageInput) {
  const chosen = chosenOf({ options, known: findImageModel(model) });
  return { prompt, ...chosen, ...(references.length ? { image_urls: references.map(toDataUrl) } : {}) };
}

/** The addresses are the reply's own, shorter than the endpoint's name; the key goes to none that lies elsewhere. */
function operationIn(reply: unknown): Json {
  const address = (name: string) => findAddress(at(reply, name), [QUEUE]);
  const status = address('status_url') ?? fail('answer-malformed');
  const result = address('response_url') ?? fail('answer-malformed');
  const cancel = address('cancel_url');
  return { status, result, ...(cancel ? { cancel } : {}) };
}

const get = (operation: Json, name: string, call: Call) =>
  call.fetch(asText(at(operation, name)) ?? fail('answer-malformed'), { headers: headersOf(call) });

/** "Completed" is also what failed: only the result tells. */
async function collect(operation: Json, call: Call): Promise<ImageStep> {
  const response = await get(operation, 'result', call);
  if (!response.ok) return failedWork(response, operation);
  const { json } = await readPictures(response, call);
  const images = (asArray(at(json, 'images')) ?? []).flatMap((made) => {
    const url = asText(at(made, 'url'));
    return url ? [{ url }] : [];
  });
  if (images.length === 0) return fail('answer-malformed');
  const isFiltered = asArray(at(json, 'has_nsfw_concepts'))?.includes(true);
  const text = asText(at(json, 'description'));
  return { is: 'done', images, ...(isFiltered ? { isFiltered } : {}), ...(text ? { text } : {}) };
}

/** The model's own error says which it is; what else stands between us tells nothing of the work. */
async function failedWork(response: Response, operation: Json): Promise<ImageStep> {
  const isModels =
    response.status === 422 || (response.status >= 500 && (await namesError(response.clone())));
  // 400 is "still in progress", just after the status said otherwise.
  if (!isModels)
    return response.status === 400 ? pendingAt(operation) : unanswered(response, operation, judge);
  const { again: _, ...failed } = await failedBy(response, judgeWork);
  return failed;
}

const namesError = async (response: Response): Promise<boolean> =>
  response.headers.has('x-fal-error-type') ||
  asText(at((await readAnswer(response)).json, 'error_type')) !== undefined;

const judge: Judge = ({ status, said }) =>
  status === 403 && /exhausted balance/i.test(said) ? { code: 'no-credit' } : undefined;

/** Of input that was no good nothing ran; of anything else that was refused later, it may have. */
const INPUT =
  /^missing$|^literal_error$|^enum$|^extra_forbidden$|_(type|parsing|than|than_equal|short|long)$/;

const judgeWork: Judge = ({ status, words }) => {
  if (status >= 500) {
    const isSlow = status === 504 || words.some((word) => word.includes('timeout'));
    return { code: isSlow ? 'provider-slow' : 'provider-failed', charge: 'none' };
  }
  if (words.includes('content_policy_violation')) return undefined;
  const isInput = words.length > 0 && words.every((word) => INPUT.test(word));
  return { code: 'bad-request', charge: isInput ? 'none' : 'unknown' };
};
