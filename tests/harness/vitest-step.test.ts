import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lateFiles, together } from './second-look';
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
const three = file({ assertionResults: [test('one'), test('two'), test('three')] });
const results = (...testResults: ReturnType<typeof file>[]) => ({ testResults, unhandled: 0 });
const failing = (...messages: string[][]) =>
  file({
    status: 'failed',
    assertionResults: [test('counts'), ...messages.map((reasons, at) => test(`${at}`, 'failed', reasons))],
  });

describe('the count at the end', () => {
  it('is the tests that passed and failed', () => {
    expect(tally(results(three))).toEqual({ passed: 3, failed: 0 });
    expect(tally(results(three, failing(['a'], ['b'])))).toEqual({ passed: 4, failed: 2 });
  });

  it.each([
    ['a file that did not load', results(file({ status: 'failed' }))],
    ['a file that failed after its last test', results(file({ ...three, status: 'failed' }))],
    ['a skipped test', results(file({ assertionResults: [test('one', 'skipped')] }))],
    ['a test that is only planned', results(file({ assertionResults: [test('one', 'todo')] }))],
    ['an error between the tests', { ...results(three), unhandled: 1 }],
  ])('fails for %s', (_name, found) => {
    expect(tally(found).failed).toBe(1);
    expect(failures(found)).toHaveLength(1);
  });
});

describe('what failed', () => {
  it('is named with its file and its reason', () => {
    const assertionResults = [
      test('counts'),
      test('adds', 'failed', ['expected 2 to be 3']),
      test('takes', 'skipped'),
    ];
    expect(failures(results(file({ assertionResults })))).toEqual([
      'tests/some.test.ts > adds: expected 2 to be 3',
      'tests/some.test.ts > takes: skipped',
    ]);
  });

  it('is the file, where it did not load', () => {
    const unloaded = file({ status: 'failed', message: 'Cannot find module' });
    expect(failures(results(unloaded))).toEqual(['tests/some.test.ts did not load: Cannot find module']);
  });
});

describe('a second look', () => {
  const WAITED = 'Error: Waited 45000 ms for the words.\n    at until';
  const LATE = [
    WAITED,
    'locator.evaluate: Timeout 45000ms exceeded.\nCall log:',
    'Error: Test timed out in 120000ms.\nIf this is a long-running test',
  ];

  it.each(LATE)('is taken where something did not come: %s', (reason) => {
    expect(lateFiles(results(three, failing([reason])))).toEqual([three.name]);
  });

  it('is taken where a browser did not come', () => {
    const hook = { status: 'failed', message: 'Hook timed out in 120000ms.' };
    expect(lateFiles(results(file({ ...hook, assertionResults: [test('one', 'skipped')] })))).toHaveLength(1);
  });

  it.each([
    ['what came and was wrong', failing(['AssertionError: expected 2 to be 3'])],
    ['what only speaks of waiting', failing([`AssertionError: expected 2 to be 3\n${WAITED}`])],
    ['one that was wrong beside one that was late', failing([WAITED], ['Error: A secret in a URL'])],
    ['a fault after the last test', { ...failing([WAITED]), message: 'Error: A host that nobody declared' }],
    ['a failure without a word', failing([])],
    ['a file that did not load', file({ status: 'failed', message: 'Cannot find module' })],
  ])('is not taken at %s', (_what, found) => {
    expect(lateFiles(results(found))).toEqual([]);
  });

  it('is not taken at all after an error between the tests', () => {
    expect(lateFiles({ ...results(failing([WAITED])), unhandled: 1 })).toEqual([]);
  });

  it('counts in the place of the first, with all that it found', () => {
    const other = { ...failing(['AssertionError: 1']), name: join(root, 'tests/other.test.ts') };
    const late = results(failing([WAITED]), other);
    expect(tally(together(late, results(three)))).toEqual({ passed: 4, failed: 1 });
    expect(tally(together(late, { ...results(three), unhandled: 1 })).failed).toBe(2);
    expect(tally(together(late, results())).failed).toBe(2);
  });
});
