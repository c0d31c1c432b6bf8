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
  // We close it ourselves when another page holds up an upgrade.
  DatabaseClosedError: 'database-blocked',
};

/** What storage threw, as a problem. Dexie wraps the browser's error: the inner one says more. */
export function toStorageProblem(error: unknown): Problem {
  const ours = findOurs(error);
  if (ours) return ours;
  for (const name of namesOf(error)) {
    const code = CODES[name];
    if (code) return problem(code);
  }
  return toProblem(error);
}

/** What we threw while the database opened comes back inside Dexie's own error. */
function findOurs(error: unknown): Problem | undefined {
  if (error instanceof ProblemError) return error.problem;
  return error instanceof Error && 'inner' in error ? findOurs(error.inner) : undefined;
}

function namesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const inner = 'inner' in error ? namesOf(error.inner) : [];
  // Of many rows at once Dexie names each that failed.
  const each = 'failures' in error && Array.isArray(error.failures) ? error.failures.flatMap(namesOf) : [];
  return [...inner, ...each, error.name];
}
