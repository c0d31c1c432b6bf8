import { ProblemError } from '../../lib/core/problem';

/** The code of the problem that it threw, or `done`. Whatever else was thrown is no code. */
export function codeOfThrown(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}
