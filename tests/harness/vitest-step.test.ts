import { describe, expect, it } from 'vitest';
import { tally } from './vitest-step';

const results = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [1, 2, 3] }],
  ...over,
});

describe('the count at the end', () => {
  it('is the tests that passed and failed', () => {
    expect(tally(results({}), 0)).toEqual({ passed: 3, failed: 0 });
    expect(tally(results({ numFailedTests: 2 }), 1)).toEqual({ passed: 3, failed: 2 });
  });

  it.each([
    ['a run without results', undefined, 1],
    ['a file that did not load', results({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1],
    ['a skipped test', results({ numPendingTests: 1 }), 0],
    ['a test that is only planned', results({ numTodoTests: 1 }), 0],
    ['an error between the tests', results({}), 1],
  ])('fails for %s', (_name, found, code) => {
    expect(tally(found, code).failed).toBe(1);
  });
});
