/** A project of Vitest as one step: each of its tests counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, runProgram, type Step, type Tally } from './steps';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileResults[];
}

interface FileResults {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly TestResult[];
}

interface TestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

const SLOWEST = 12;

export const byVitest = (name: string, project: string): Step => ({
  name,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'firekeep-results-'));
    const results = join(folder, 'results.json');
    try {
      const code = await runProgram('vitest/vitest.mjs', [
        'run',
        '--config=tests/vitest.config.ts',
        `--project=${project}`,
        '--allowOnly=false',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${results}`,
      ]);
      const found = read(results);
      if (found) console.log(slowest(found));
      return { ...tally(found, code), failures: failures(found) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

function read(path: string): Results | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}

/** Nothing may be lost in the count: a file that did not load, a test that was skipped, an error between tests. */
export function tally(results: Results | undefined, exitCode: number): Tally {
  if (!results) return { passed: 0, failed: 1 };
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = results.numFailedTests + results.numPendingTests + results.numTodoTests + unloaded;
  return { passed: results.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** What failed, for the end of a long output: that is where one looks first. */
export const failures = (results: Results | undefined): string[] =>
  (results?.testResults ?? []).flatMap((file) => {
    const name = relative(root, file.name);
    const failed = file.assertionResults.filter(({ status }) => status !== 'passed');
    return file.assertionResults.length === 0
      ? [`${name} did not load: ${file.message}`]
      : failed.map(
          (test) => `${name} > ${test.fullName}: ${test.failureMessages?.join('\n') || test.status}`,
        );
  });

const slowest = ({ testResults }: Results): string =>
  testResults
    .map(({ name, startTime, endTime }) => ({
      name: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, SLOWEST)
    .map(({ name, seconds }) => `  ${seconds.toFixed(0).padStart(5)} s  ${name}`)
    .join('\n');
