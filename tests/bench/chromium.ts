/** One Chromium with one extension, as a person has it: the worker comes and goes, and nobody listens to it. */
import { cpSync } from 'node:fs';
import { needChromium } from '../harness/browsers-present';
import { flagsFor } from '../harness/chromium-flags';
import { idOfBuild } from '../harness/identity';
import { killTree } from '../harness/processes';
import type { Server } from '../harness/server';
import { until } from '../harness/until';
import { makeWorkspace } from '../harness/workspace';
import { openPipe, type Pipe, type Session, type Told } from './devtools';

export interface Chromium {
  readonly origin: string;
  readonly version: string;
  /** An empty tab, ready to be told where to go. */
  openTab(): Promise<Tab>;
  /** What the browser does when the worker is idle: it is gone, and the next event starts a new one. */
  stopWorker(): Promise<void>;
  /** Bytes of live objects after a collection. */
  workerHeapBytes(): Promise<number>;
  /** What all pages and workers have used of the processor. */
  busyMs(): Promise<number>;
  close(): Promise<void>;
}

export interface Tab extends Session {
  /** What the browser tells of this tab, of what was enabled. */
  listen(hear: (told: Told) => void): () => void;
  evaluate<T>(expression: string): Promise<T>;
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

export interface Start {
  readonly extension: string;
  /** A folder that is kept. Without one, the profile is thrown away at the end. */
  readonly profile?: string;
  /** A profile whose copy is begun with: one with a vault in it. */
  readonly seed?: string;
  /** The hosts that can be reached. Without it, none. */
  readonly server?: Server;
}

export async function startChromium(start: Start): Promise<Chromium> {
  const workspace = makeWorkspace('chromium', start);
  const { profile, extension } = workspace;
  if (start.seed) cpSync(start.seed, profile, { recursive: true });
  const id = idOfBuild(extension);
  const pipe = openPipe((await needChromium()).path, [
    '--headless=new',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--window-size=1280,900',
    ...flagsFor(start.server),
    'about:blank',
  ]);
  const { product } = await pipe.send('Browser.getVersion');
  return {
    origin: `chrome-extension://${id}`,
    version: product.replace('/', ' '),
    openTab: () => openTab(pipe),
    stopWorker: () => stopWorker(pipe, id),
    workerHeapBytes: () => workerHeapBytes(pipe, id),
    busyMs: () => busyMs(pipe),
    async close() {
      await Promise.race([pipe.send('Browser.close').catch(() => undefined), pipe.ended]);
      await pipe.ended;
      await killTree(profile);
      workspace.clear(false);
    },
  };
}

async function openTab(pipe: Pipe): Promise<Tab> {
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const session = pipe.session(sessionId);
  return {
    send: session.send,
    listen: (hear) => pipe.listen((told) => told.sessionId === sessionId && hear(told)),
    evaluate: (expression) => evaluate(session, expression),
    heapBytes: () => heapBytes(session),
    async close() {
      await pipe.send('Target.closeTarget', { targetId });
      await until(async () => !(await targets(pipe)).some((target) => target.targetId === targetId), {
        what: 'the tab to be closed',
      });
    },
  };
}

/** Nothing that is measured takes this long: what was waited for in the page will not come. */
const GIVE_UP_MS = 120_000;

async function evaluate<T>(session: Session, expression: string): Promise<T> {
  const asked = session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  const { result, exceptionDetails } = await inTime(asked, expression);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

async function inTime<T>(answer: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer to: ${what.slice(-200)}`)), GIVE_UP_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function heapBytes(session: Session): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

const targets = async (pipe: Pipe) => (await pipe.send('Target.getTargets')).targetInfos;

const findWorker = async (pipe: Pipe, id: string) =>
  (await targets(pipe)).find(({ type, url }) => type === 'service_worker' && url.includes(id));

/**
 * A worker that is stopped while an event waits for it comes back at once, for as long as it is not let do its
 * work: so it is told seldom, and counts as stopped when it has stayed away for a while.
 */
async function stopWorker(pipe: Pipe, id: string): Promise<void> {
  const AGAIN_MS = 500;
  const AWAY_MS = 200;
  let toldMs = 0;
  let goneMs: number | undefined;
  const isGone = async () => {
    const worker = await findWorker(pipe, id);
    goneMs = worker ? undefined : (goneMs ?? Date.now());
    if (worker && Date.now() - toldMs > AGAIN_MS) {
      toldMs = Date.now();
      await pipe.send('Target.closeTarget', { targetId: worker.targetId });
    }
    return goneMs !== undefined && Date.now() - goneMs > AWAY_MS;
  };
  await until(isGone, { what: 'the worker to be stopped' });
}

async function busyMs(pipe: Pipe): Promise<number> {
  const { processInfo } = await pipe.send('SystemInfo.getProcessInfo');
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

async function workerHeapBytes(pipe: Pipe, id: string): Promise<number> {
  const worker = await until(() => findWorker(pipe, id), { what: 'the worker to run' });
  const { sessionId } = await pipe.send('Target.attachToTarget', {
    targetId: worker.targetId,
    flatten: true,
  });
  const bytes = await heapBytes(pipe.session(sessionId));
  await pipe.send('Target.detachFromTarget', { sessionId });
  return bytes;
}
