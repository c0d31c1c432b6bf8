/** Its own timer holds it: an `AbortSignal.timeout` known only to `any` was seen collected before it fired. */
export function newTimeLimit(ms: number): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/** Aborted with the other, or when the time is over, and never while nobody waits for it any more. */
export async function within<T>(
  ms: number,
  other: AbortSignal,
  use: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = newTimeLimit(ms);
  try {
    return await use(AbortSignal.any([other, limit.signal]));
  } finally {
    limit.clear();
  }
}
