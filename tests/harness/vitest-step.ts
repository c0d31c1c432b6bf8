/** A project of Vitest as one step: each of its tests counts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { lateFiles, together } from './second-look';
import { root, runProgram, type Step, type Tally } from './steps';
import { type FileResults, type Results, readResults, unhandledIn } from './vitest-results';

const SLOWEST = 12;

interface Options {
  /** For what waits on real browsers. */
  readonly looksTwice?: boolean;
}

export const byVitest = (name: string, project: string, { looksTwice = false }: Options = {}): Step => ({
  name,
  async run() {
    const first = await look(project);
    if (!first) return { passed: 0, failed: 1 };
    console.log(slowest(first));
    const late = looksTwice ? lateFiles(first) : [];
    if (late.length === 0) return { ...tally(first), failures: failures(first) };
    console.log(`\n  Not in time, so looked at again, alone:\n${late.map(nameOf).join('\n')}`);
    const second = await look(project, ['--no-file-parallelism', ...late]);
    const results = second ? together(first, second) : first;
    return { ...tally(results), failures: failures(results), late: failures(only(first, late)) };
  },
});

async function look(project: string, more: readonly string[] = []): Promise<Results | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-results-'));
  const [report, unhandled] = [join(folder, 'report.json'), join(folder, 'unhandled')];
  try {
    const words = [
      'run',
      '--config=tests/vitest.config.ts',
      `--project=${project}`,
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      '--reporter=tests/harness/vitest-results.ts',
      `--outputFile.json=${report}`,
      ...more,
    ];
    const code = await runProgram('vitest/vitest.mjs', words, unhandledIn(unhandled));
    const results = readResults(report, unhandled);
    // Vitest knows of a fault that its report does not tell.
    if (results && code !== 0 && tally(results).failed === 0) return { ...results, unhandled: 1 };
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing may be lost in the count: a file that did not load, a test that was skipped, an error between tests. */
export function tally({ testResults, unhandled }: Results): Tally {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const broken = testResults.filter(isBroken).length;
  return { passed, failed: tests.length - passed + broken + unhandled };
}

const isBroken = ({ status, assertionResults }: FileResults): boolean =>
  status === 'failed' && assertionResults.every((test) => test.status === 'passed');

/** What failed, for the end of a long output: that is where one looks first. */
export const failures = ({ testResults, unhandled }: Results): string[] => [
  ...testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status !== 'passed');
    const said = failed.map(
      (test) => `${nameOf(file.name)} > ${test.fullName}: ${test.failureMessages?.join('\n') || test.status}`,
    );
    return isBroken(file) ? [`${nameOf(file.name)} did not load: ${file.message}`] : said;
  }),
  ...(unhandled > 0 ? [`Between the tests: ${unhandled} errors`] : []),
];

const nameOf = (path: string): string => relative(root, path);

const only = ({ testResults }: Results, names: readonly string[]): Results => ({
  testResults: testResults.filter(({ name }) => names.includes(name)),
  unhandled: 0,
});

const slowest = ({ testResults }: Results): string =>
  testResults
    .map(({ name, startTime, endTime }) => ({ name: nameOf(name), seconds: (endTime - startTime) / 1000 }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, SLOWEST)
    .map(({ name, seconds }) => `  ${seconds.toFixed(0).padStart(5)} s  ${name}`)
    .join('\n');
