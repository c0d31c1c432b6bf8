/** One step of the tests: a name, something that runs, and how many it counts. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Tally {
  passed: number;
  failed: number;
}

export interface Outcome extends Readonly<Tally> {
  /** What failed and why, where a step can say more than its name. */
  readonly failures?: readonly string[];
  /** What did not come in time at first, whatever became of it. */
  readonly late?: readonly string[];
}

export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

const PASSED: Tally = { passed: 1, failed: 0 };
const FAILED: Tally = { passed: 0, failed: 1 };

export const byFunction = (name: string, act: () => void | Promise<void>): Step => ({
  name,
  async run() {
    try {
      await act();
      return PASSED;
    } catch (error) {
      console.error(sayFully(error));
      return FAILED;
    }
  },
});

/** A command's own words are in its output, not in the error's message. */
function sayFully(error: unknown): string {
  const { stdout, stderr } = error as { readonly stdout?: Buffer; readonly stderr?: Buffer };
  return [error instanceof Error ? error.message : String(error), stdout, stderr].filter(Boolean).join('\n');
}

/** A program of a package that is installed here, as `package/path/in/it.js`. */
export const byCommand = (name: string, program: string, words: readonly string[]): Step => ({
  name,
  run: async () => ((await runProgram(program, words)) === 0 ? PASSED : FAILED),
});

export function runProgram(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...words], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
