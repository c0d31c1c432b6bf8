/** A project of Vitest as one step: each of its tests counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, type Step, type Tally } from './steps';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

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
      return tally(read(results), code);
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
