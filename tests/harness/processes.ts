/** Ends a browser as a power cut would: every process of its tree at once, found by the profile's folder. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { until } from './until';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All processes that were started on this profile, and everything below them. */
export function processesOf(profile: string): number[] {
  const all = running();
  const found = new Set(all.filter(({ command }) => command.includes(profile)).map(({ pid }) => pid));
  found.delete(process.pid);
  let before: number;
  do {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  } while (found.size > before);
  return [...found];
}

export async function killTree(profile: string): Promise<void> {
  await until(
    async () => {
      const left = processesOf(profile);
      for (const pid of left) endNow(pid);
      return left.length === 0;
    },
    { what: 'all processes of the browser to be gone' },
  );
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended between the list and the signal.
  }
}

const running = (): Running[] => (process.platform === 'linux' ? fromProc() : fromPs());

function fromProc(): Running[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
}

function fromPs(): Running[] {
  const listed = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
