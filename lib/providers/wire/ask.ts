import { ProblemError } from '../../core/problem';
import { type Answer, readAnswer } from '../../http/answer';
import { toSendError } from '../../http/send';
import { backOffMs, pause, retryAfterMs } from '../../http/wait';
import type { Call } from '../shape';

/** A check is over within the time a person waits: one more try, and only after a short wait. */
const LONGEST_WAIT_MS = 3_000;

/** `when-told`: for a provider that counts every hasty call; only its own Retry-After brings another one. */
type Again = 'soon' | 'when-told';

/** One free, read-only GET, read whole. Tried once more when the provider is busy or stumbled. */
export async function ask(
  call: Call,
  url: string,
  headers: Record<string, string>,
  again: Again = 'soon',
): Promise<Answer> {
  const first = await call.fetch(url, { headers });
  const waitMs = waitBeforeAgainMs(first, again);
  if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) return read(first, call.signal);
  await first.body?.cancel();
  await pause(waitMs, call.signal);
  return read(await call.fetch(url, { headers }), call.signal);
}

/** What a further question is answered with when its connection died: nothing, which proves nothing. */
const SILENCE: Answer = { status: 0, header: () => undefined, text: '', json: undefined };

const SILENT = new Set(['offline', 'no-connection', 'timed-out', 'answer-too-long']);

/** For what is nice to know of a key that was already judged: its failing must not undo the verdict. */
export async function askMore(call: Call, url: string, headers: Record<string, string>): Promise<Answer> {
  try {
    return await ask(call, url, headers);
  } catch (error) {
    if (error instanceof ProblemError && SILENT.has(error.problem.code)) return SILENCE;
    throw error;
  }
}

const isPassing = (status: number) => status === 429 || status === 502 || status === 503 || status === 504;

function waitBeforeAgainMs(response: Response, again: Again): number | undefined {
  if (!isPassing(response.status)) return undefined;
  const toldMs = retryAfterMs(response.headers, Date.now());
  return toldMs ?? (again === 'soon' ? backOffMs(0) : undefined);
}

async function read(response: Response, signal: AbortSignal): Promise<Answer> {
  try {
    return await readAnswer(response);
  } catch (error) {
    throw toSendError(error, signal);
  }
}

export const bearer = (secret: string): Record<string, string> => ({
  authorization: `Bearer ${secret}`,
  accept: 'application/json',
});

export const basic = (user: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${btoa(`${user}:${secret}`)}`,
  accept: 'application/json',
});
