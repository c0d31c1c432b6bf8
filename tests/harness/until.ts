/** Waiting in tests is always for a condition, with a deadline and a name for the message. */
export interface Patience {
  readonly withinMs?: number | undefined;
  readonly what: string;
}

export const PATIENCE_MS = 45_000;
/** Every question costs the browser work that it does not do meanwhile: what takes long is asked about less often. */
const FIRST_STEP_MS = 20;
const LAST_STEP_MS = 200;

/** Asks again and again until the answer is neither undefined nor false. What it throws is tried again. */
export async function until<T>(
  ask: () => Promise<T | undefined | false>,
  { withinMs = PATIENCE_MS, what }: Patience,
): Promise<T> {
  const deadlineMs = Date.now() + withinMs;
  let last: unknown;
  for (let stepMs = FIRST_STEP_MS; ; stepMs = Math.min(LAST_STEP_MS, stepMs * 1.5)) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadlineMs) throw new Error(`Waited ${withinMs} ms for ${what}.`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
}
