/** What was paid for is written down though the disk is full for a moment: a few tries, further and further apart. */
import { ProblemError } from '../core/problem';
import { backOffMs } from '../http/wait';

const MOST_TRIES = 5;

export async function lasting<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await write();
    } catch (error) {
      // What is said by us is meant.
      if (attempt === MOST_TRIES || error instanceof ProblemError) throw error;
      await new Promise((resolve) => setTimeout(resolve, backOffMs(attempt - 1)));
    }
}
