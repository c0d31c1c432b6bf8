// https://platform.stability.ai/docs/api-reference#tag/3D (answers seen on the wire until 2026-08-03)
import { type Bytes, fromUtf8 } from '../../../core/bytes';
import { fail, problem } from '../../../core/problem';
import { readBytes } from '../../../http/answer';
import { toSendError } from '../../../http/send';
import { optionsOf } from '../../form-3d';
import type { Failed } from '../../makes';
import type { Input3d, Maker3d, Step3d } from '../../makes-3d';
import type { Call } from '../../shape';
import { failedBy } from '../../wire/failure';
import { isPathOf, pendingAt, unanswered } from '../../wire/pending';
import { findPicture, unreferable } from '../../wire/pictures';
import { asText, at } from '../../wire/read';
import { judgeAsked } from './image';
import { models3d } from './models-3d';

const API = 'https://api.stability.ai/v2beta';
/** Asked more often, it refuses. */
const POLL_MS = 10_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** There is no list: an answer that was lost is lost, and nobody can say whether it was paid for. */
export const model3d: Maker3d = {
  models: async () => models3d,
  whenStopped: 'unknown',

  async start(input, call) {
    const form = formOf(input);
    if ('is' in form) return form;
    const response = await call.fetch(`${API}/3d/${input.model}`, {
      method: 'POST',
      headers: headersOf(call),
      body: form,
    });
    return response.ok ? read(response, call) : failedBy(response, judgeAsked);
  },

  async poll(operation, call) {
    const id = asText(at(operation, 'id')) ?? fail('answer-malformed');
    const response = await call.fetch(`${API}/results/${id}`, { headers: headersOf(call) });
    return response.ok ? read(response, call) : unanswered(response, operation);
  },
};

/** The model comes as it is, so nothing is said of what would be accepted. */
const headersOf = (call: Call) => ({ authorization: `Bearer ${call.secret.apiKey ?? ''}` });

function formOf({ model: id, prompt, pictures, options, parent }: Input3d): FormData | Failed {
  const model = models3d.find((known) => known.id === id);
  if (!model) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
  const [only, ...others] = pictures;
  const isTaken = only && /^image\/(png|jpeg|webp)$/.test(only.picture.media);
  // Words would be lost, and so would a second picture.
  if (!isTaken || others.length > 0 || prompt || parent !== undefined) return unreferable();
  const { media, base64 } = only.picture;
  const bytes = findPicture(base64) ?? fail('picture-damaged');
  const form = new FormData();
  form.set('image', new Blob([bytes], { type: media }), 'image');
  for (const [name, value] of Object.entries(optionsOf(model, { from: 'picture', options })))
    form.set(name, String(value));
  return form;
}

/** By what came, not by its status: the model itself, or the handle of one that is still being made. */
async function read(response: Response, call: Call): Promise<Step3d> {
  const bytes = await readBytes(response, MOST_BYTES).catch((error: unknown) => {
    throw toSendError(error, call.signal);
  });
  if (isGlb(bytes)) return { is: 'done', files: [{ role: 'model', bytes }] };
  const id = asText(at(jsonIn(bytes), 'id')) ?? '';
  return isPathOf(id, 1, 1) ? pendingAt({ id }, POLL_MS) : fail('answer-malformed');
}

/** Half of one is known by the length in its own head: it was paid for, and there is no asking for it again. */
function isGlb(bytes: Bytes): boolean {
  const head = new DataView(bytes.buffer);
  if (bytes.length < 12 || head.getUint32(0) !== 0x676c5446) return false;
  return head.getUint32(8, true) === bytes.length || fail('file-cut');
}

function jsonIn(bytes: Bytes): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return undefined;
  }
}
