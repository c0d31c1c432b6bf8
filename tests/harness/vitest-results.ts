/** What a run of Vitest leaves behind: its own report, and how many errors came between the tests, which that leaves out. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

export interface Results {
  readonly testResults: readonly FileResults[];
  readonly unhandled: number;
}

export interface FileResults {
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

const UNHANDLED = 'FIREKEEP_UNHANDLED';

export const unhandledIn = (path: string): Readonly<Record<string, string>> => ({ [UNHANDLED]: path });

/** Vitest makes one of these. */
export default class CountUnhandled implements Reporter {
  onTestRunEnd(_modules: unknown, errors: readonly unknown[]): void {
    const path = process.env[UNHANDLED];
    if (path) writeFileSync(path, String(errors.length));
  }
}

/** Nothing where the run died before its end. */
export function readResults(report: string, unhandled: string): Results | undefined {
  if (!existsSync(report) || !existsSync(unhandled)) return undefined;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Pick<Results, 'testResults'>;
  return { testResults, unhandled: Number(readFileSync(unhandled, 'utf8')) };
}
