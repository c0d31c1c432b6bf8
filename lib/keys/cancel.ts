/** Checks of keys that are not saved yet, by the key's id, so that a closed dialog can call its own one back. */
import { ProblemError, problem } from '../core/problem';
import type { Watch } from './check';

const running = new Map<string, AbortController>();

export const cancel = (id: string): void => running.get(id)?.abort(new ProblemError(problem('cancelled')));

/** Runs with a watch that also ends when the person cancels. */
export async function cancellable<T>(
  id: string,
  watch: Watch,
  work: (watch: Watch) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  running.set(id, own);
  try {
    const done = await work({
      signal: AbortSignal.any([watch.signal, own.signal]),
      assertMaySend() {
        own.signal.throwIfAborted();
        watch.assertMaySend();
      },
      onSend: (exchange) => watch.onSend?.(exchange),
    });
    own.signal.throwIfAborted();
    return done;
  } finally {
    running.delete(id);
  }
}
