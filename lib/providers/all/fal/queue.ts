// https://fal.ai/docs/model-endpoints/queue (fal-js of 2026-08-02, answers seen on the wire until 2026-09-27)
import { fail, problem } from '../../../core/problem';
import { findAddress } from '../../../http/address';
import { readAnswer } from '../../../http/answer';
import type { Failed, Json, Pending } from '../../makes';
import type { Call } from '../../shape';
import { failedBy, type Judge } from '../../wire/failure';
import { isPathOf, pendingAt, SOON_MS, unanswered } from '../../wire/pending';
import { readPictures } from '../../wire/pictures';
import { asText, at } from '../../wire/read';
import { headersOf } from './headers';

const QUEUE = 'https://queue.fal.run';

/** One more place in the queue of an endpoint, which is billed once it was worked on. */
export async function submit(
  endpoint: string,
  body: object,
  call: Call,
  pollAfterMs = SOON_MS,
): Promise<Failed | Pending> {
  if (!isPathOf(endpoint, 2, 6)) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
  const response = await call.fetch(`${QUEUE}/${endpoint}`, {
    method: 'POST',
    headers: { ...headersOf(call), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) return failedBy(response, judge);
  const { json } = await readPictures(response, call);
  return pendingAt(operationIn(json), pollAfterMs);
}

/** `made`: what the result is, once there is one. */
export async function askAfter<Done>(
  operation: Json,
  call: Call,
  made: (result: unknown) => Done,
  pollAfterMs?: number,
): Promise<Done | Failed | Pending> {
  const response = await get(operation, 'status', call);
  if (!response.ok) return unanswered(response, operation, judge);
  const { json } = await readPictures(response, call);
  if (at(json, 'status') !== 'COMPLETED') return pendingAt(operation, pollAfterMs);
  // "Completed" is also what failed: only the result tells.
  const result = await get(operation, 'result', call);
  return result.ok ? made((await readPictures(result, call)).json) : failedWork(result, operation);
}

export async function cancel(operation: Json, call: Call): Promise<'never-ran' | 'goes-on' | 'over'> {
  const url = asText(at(operation, 'cancel'));
  if (!url) return 'goes-on';
  const { status } = await call.fetch(url, { method: 'PUT', headers: headersOf(call) });
  // 200 took it out of the queue. 202 only takes the wish down: what runs may still end, and be billed.
  return status === 200 ? 'never-ran' : status === 400 || status === 404 ? 'over' : 'goes-on';
}

/** The addresses are the reply's own, shorter than the endpoint's name; the key goes to none that lies elsewhere. */
function operationIn(reply: unknown): Json {
  const address = (name: string) => findAddress(at(reply, name), [QUEUE]);
  const status = address('status_url') ?? fail('answer-malformed');
  const result = address('response_url') ?? fail('answer-malformed');
  const cancel = address('cancel_url');
  return { status, result, ...(cancel ? { cancel } : {}) };
}

/** The same of a request whose reply never came: addresses keep the first two parts of the endpoint. */
export function operationOf(endpoint: string, id: string): Json {
  const result = `${QUEUE}/${endpoint.split('/').slice(0, 2).join('/')}/requests/${id}`;
  return { status: `${result}/status`, result, cancel: `${result}/cancel` };
}

const get = (operation: Json, name: string, call: Call) =>
  call.fetch(asText(at(operation, name)) ?? fail('answer-malformed'), { headers: headersOf(call) });

/** The model's own error says which it is; what else stands between us tells nothing of the work. */
async function failedWork(response: Response, operation: Json): Promise<Failed | Pending> {
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
