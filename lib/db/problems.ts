import { type Problem, ProblemError, problem, toProblem } from '../core/problem';

/** Names by which browsers and Dexie say that storage itself failed; each has a screen of its own. */
const CODES: Readonly<Record<string, string>> = {
  VersionError: 'database-newer',
  QuotaExceededError: 'storage-full',
  BlockedError: 'database-blocked',
  MissingAPIError: 'storage-off',
  SecurityError: 'storage-off',
  InvalidStateError: 'storage-off',
  UnknownError: 'storage-broken',
  OpenFailedError: 'storage-broken',
  DatabaseClosedError: 'database-closed',
};

/** What storage threw, as a problem. Dexie wraps the browser's error: the inner one says more. */
export function toStorageProblem(error: unknown): Problem {
  for (const name of namesOf(error)) {
    const code = CODES[name];
    if (code) return problem(code);
  }
  return toProblem(error);
}

function namesOf(error: unknown): string[] {
  if (error instanceof ProblemError || !(error instanceof Error)) return [];
  const inner = 'inner' in error ? namesOf(error.inner) : [];
  return [...inner, error.name];
}
