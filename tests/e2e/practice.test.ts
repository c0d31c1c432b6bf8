/** The practice run does its tour, and ends what it started whenever it is told to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { processesOf } from '../harness/processes';
import { until } from '../harness/until';

const root = fileURLToPath(new URL('../..', import.meta.url));
let run: ChildProcess | undefined;

afterEach(() => {
  run?.kill('SIGKILL');
});

/** Without npm between: the signals go straight to the program. */
function start(...words: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/practice/start.ts', ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  run = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  /** Who has ended says nothing more: then what was said is the answer, whole. */
  const hears = async (line: RegExp, withinMs = 60_000): Promise<RegExpExecArray> => {
    const heard = () => line.exec(said) ?? undefined;
    const isOver = Promise.race([
      ended,
      until(async () => heard() !== undefined, { what: `${line}`, withinMs }),
    ]);
    await isOver.catch(() => undefined);
    const found = heard();
    if (!found) throw new Error(`Did not say ${line}, but:\n${said}`);
    return found;
  };
  return { child, ended, hears };
}

it('ends its browser and throws the profile away at Ctrl-C, pressed twice', async () => {
  const { child, ended, hears } = start('--tour');
  const profile = (await hears(/^Profile, thrown away at the end: (.+)$/m))[1] ?? '';
  await hears(/Create a vault: \d+ ms/);
  expect(existsSync(profile)).toBe(true);
  expect(processesOf(profile).length).toBeGreaterThan(0);
  child.kill('SIGINT');
  child.kill('SIGINT');
  await ended;
  await until(async () => processesOf(profile).length === 0, { what: 'the browser to be gone' });
  expect(existsSync(profile)).toBe(false);
});

it('does its tour to the end, step by step, and leaves the pictures where it says', async () => {
  const startedMs = Date.now();
  const { ended, hears } = start('--tour');
  const folder = (await hears(/^Screenshots: (.+)$/m, 110_000))[1] ?? '';
  expect(await ended).toBe(0);
  for (const step of [
    'Create a vault',
    'Add a key of Tripo',
    'Check all keys',
    'Ask for a text',
    'Ask for a picture',
    'Make a model',
    'Make a model from a picture',
    'Give it a skeleton',
    'Convert it',
    'Lock',
    'Unlock',
  ])
    await hears(new RegExp(`^  ${step}: \\d+ ms$`, 'm'));
  for (const picture of [
    'create',
    'keys',
    'popup',
    'sidepanel',
    'text',
    'picture',
    'model',
    'model-family',
    'locked',
  ])
    for (const scheme of ['light', 'dark'])
      expect(statSync(join(folder, `${picture}-${scheme}.png`)).mtimeMs).toBeGreaterThan(startedMs);
});
