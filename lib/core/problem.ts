/**
 * An error as data. The code says what happened; `values` fill the sentence that a screen keeps for it.
 * Neither ever holds a secret, a header or a body.
 */
export interface Problem {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const problem = (code: string, values?: Problem['values']): Problem =>
  values ? { code, values } : { code };

/** How a problem travels through `throw`; the edge (messages, jobs) turns it back into data. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

export const fail = (code: string, values?: Problem['values']): never => {
  throw new ProblemError(problem(code, values));
};

/** Anything thrown, as a problem. What is not ours is `unexpected`: its text could quote anything. */
export const toProblem = (error: unknown): Problem =>
  error instanceof ProblemError ? error.problem : problem('unexpected');
