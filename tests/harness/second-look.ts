/**
 * What did not come in time on a busy machine is looked at once more, with the machine to itself, and named at the
 * end. What came and was wrong is not: that stands as it was found.
 */
import type { FileResults, Results } from './vitest-results';

/** The last words of everything that waits: this harness's own, Playwright's and Vitest's. */
const LATE = /\bWaited \d+ ms for |: Timeout \d+ms exceeded|\b(?:Test|Hook) timed out in \d+ms/;

const isLate = ({ message, assertionResults }: FileResults): boolean => {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const reasons = failed.flatMap(({ failureMessages = [] }) =>
    failureMessages.length > 0 ? failureMessages : [''],
  );
  // What went wrong in a hook is told of the file.
  if (message !== '') reasons.push(message);
  return reasons.length > 0 && reasons.every((reason) => LATE.test(reason.split('\n', 1)[0] ?? ''));
};

/** The files in which nothing failed but what waited in vain. None where something went wrong between the tests. */
export const lateFiles = ({ testResults, unhandled }: Results): string[] =>
  unhandled > 0 ? [] : testResults.filter(isLate).map(({ name }) => name);

/** The first look, with the second in the place of each file that had one. */
export function together(first: Results, second: Results): Results {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  return {
    testResults: first.testResults.map((file) => again.get(file.name) ?? file),
    unhandled: first.unhandled + second.unhandled,
  };
}
