import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './steps';
import { failures, tally } from './vitest-step';

const test = (fullName: string, status = 'passed', failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});
const file = (over: object) => ({
  name: join(root, 'tests/some.test.ts'),
  status: 'passed',
  message: '',
  startTime: 0,
  endTime: 1,
  assertionResults: [],
  ...over,
});
const results = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [file({ assertionResults: [test('one'), test('two'), test('three')] })],
  ...over,
});

describe('the count at the end', () => {
  it('is the tests that passed and failed', () => {
    expect(tally(results({}), 0)).toEqual({ passed: 3, failed: 0 });
    expect(tally(results({ numFailedTests: 2 }), 1)).toEqual({ passed: 3, failed: 2 });
  });

  it.each([
    ['a run without results', undefined, 1],
    ['a file that did not load', results({ testResults: [file({ status: 'failed' })] }), 1],
    ['a skipped test', results({ numPendingTests: 1 }), 0],
    ['a test that is only planned', results({ numTodoTests: 1 }), 0],
    ['an error between the tests', results({}), 1],
  ])('fails for %s', (_name, found, code) => {
    expect(tally(found, code).failed).toBe(1);
  });
});

describe('what failed', () => {
  it('is named with its file and its reason', () => {
    const assertionResults = [
      test('counts'),
      test('adds', 'failed', ['expected 2 to be 3']),
      test('takes', 'skipped'),
    ];
    expect(failures(results({ testResults: [file({ assertionResults })] }))).toEqual([
      'tests/some.test.ts > adds: expected 2 to be 3',
      'tests/some.test.ts > takes: skipped',
    ]);
  });

  it('is the file, where it did not load', () => {
    const unloaded = file({ status: 'failed', message: 'Cannot find module' });
    expect(failures(results({ testResults: [unloaded] }))).toEqual([
      'tests/some.test.ts did not load: Cannot find module',
    ]);
  });
});
