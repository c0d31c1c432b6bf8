// https://replicate.com/docs/reference/http#predictions.create (API description of 2026-04-09)
import { fail, problem } from '../../../core/problem';
import type { Failed, ImageInput, ImageMaker, ImageStep, Json, MadeImage } from '../../makes';
import type { Call, CallInit } from '../../shape';
import { bearer } from '../../wire/ask';
import { failedBy, type Judge } from '../../wire/failure';
import { isPathOf, pendingAt, SOON_MS, unanswered } from '../../wire/pending';
import { chosenOf, findPicture, readPictures, toDataUrl, unreferable } from '../../wire/pictures';
import { asArray, asRecord, asText, at } from '../../wire/read';
import { API, imageModels } from './image-models';

export const image: ImageMaker = {
  models: imageModels,
  whenStopped: 'depends',

  async start(input, call) {
    const address = addressOf(input.model);
    if (!address) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
    if (input.references.length > (input.known?.maxReferences ?? 0)) return unreferable();
    // Without "Prefer: wait": the sooner it answers, the sooner its id is written down.
    const response = await ask(call, address.path, {
      method: 'POST',
      body: JSON.stringify({ ...address.version, input: inputOf(input) }),
    });
    if (!response.ok) return failedBy(response, judge);
    const { json } = await readPictures(response, call);
    const id = asText(at(json, 'id')) ?? '';
    return isId(id) ? pendingAt({ id }, SOON_MS) : fail('answer-malformed');
  },

  async poll(operation, call) {
    const response = await ask(call, pathOf(operation));
    if (!response.ok) return unanswered(response, operation, judge);
    return toStep((await readPictures(response, call)).json, operation);
  },

  async cancel(operation, call) {
    const response = await ask(call, `${pathOf(operation)}/cancel`, { method: 'POST' });
    if (!response.ok) return 'goes-on';
    const status = asText(at((await readPictures(response, call)).json, 'status')) ?? '';
    // What had begun is billed for the time it took.
    if (status === 'aborted') return 'never-ran';
    if (status === 'canceled') return 'stopped';
    return status === 'succeeded' || status === 'failed' ? 'over' : 'goes-on';
  },
};

const ask = (call: Call, path: string, init: Pick<CallInit, 'method' | 'body'> = {}) =>
  call.fetch(`${API}${path}`, {
    ...init,
    headers: {
      ...bearer(call.secret.apiKey ?? ''),
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    },
  });

/** The address is built from the id alone: what a reply names as one is not followed. */
const isId = (id: string) => /^\w{10,64}$/.test(id);
const pathOf = (operation: Json): string => {
  const id = asText(at(operation, 'id')) ?? '';
  return isId(id) ? `/predictions/${id}` : fail('answer-malformed');
};

/** Official models by their name; others, typed by hand, only by name and version. */
function addressOf(model: string): { path: string; version: { version?: string } } | undefined {
  const [name = '', version] = model.split(':');
  if (!isPathOf(name, 2, 2)) return undefined;
  if (version === undefined) return { path: `/models/${name}/predictions`, version: {} };
  return /^[0-9a-f]{64}$/.test(version) ? { path: '/predictions', version: { version } } : undefined;
}

function inputOf(input: ImageInput) {
  const { known, prompt, references } = input;
  const urls = references.map(toDataUrl);
  const field = known?.route ?? '';
  const isList = field.endsWith('[]');
  const pictures = isList ? { [field.slice(0, -2)]: urls } : { [field]: urls[0] };
  return { prompt, ...chosenOf(input), ...(urls.length ? pictures : {}) };
}

function toStep(prediction: unknown, operation: Json): ImageStep {
  const said = asText(at(prediction, 'error')) ?? '';
  switch (at(prediction, 'status')) {
    case 'starting':
    case 'processing':
      return pendingAt(operation);
    case 'succeeded':
      return done(prediction);
    case 'failed':
      // Whether it was charged, the model's maker decides, and nobody says.
      return failed(
        /flagged|sensitive|nsfw|\(E005\)/i.test(said) ? 'moderated' : 'provider-failed',
        'unknown',
        said,
      );
    case 'canceled':
      return failed('stopped', 'unknown', said);
    case 'aborted':
      return failed('provider-failed', 'none', said);
    default:
      return fail('answer-malformed');
  }
}

const failed = (code: string, charge: Failed['charge'], said: string): Failed => ({
  is: 'failed',
  problem: problem(code, said ? { said: said.slice(0, 300) } : undefined),
  charge,
});

/** An hour later nothing is left but that it was done. */
function done(prediction: unknown): ImageStep {
  const images = picturesOf(at(prediction, 'output'));
  if (images.length > 0) return { is: 'done', images };
  return at(prediction, 'data_removed') === true
    ? failed('operation-lost', 'charged', '')
    : fail('answer-malformed');
}

/** A link, a list of them, or an object that has them somewhere: each model in its own way. */
function picturesOf(output: unknown): MadeImage[] {
  if (typeof output === 'string') {
    const bytes = output.startsWith('data:') ? findPicture(output) : undefined;
    return bytes ? [{ bytes }] : output.startsWith('http') ? [{ url: output }] : [];
  }
  return (asArray(output) ?? Object.values(asRecord(output) ?? {})).flatMap(picturesOf);
}

const judge: Judge = ({ status, error }) =>
  status === 422 && /^invalid version/i.test(asText(error.title) ?? '') ? { code: 'model-gone' } : undefined;
