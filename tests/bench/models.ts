/** Models in 3D: how often one is asked after, how soon it is here, how long it takes to see it, and many of them. */
import { fromBase64 } from '../../lib/core/bytes';
import { newId } from '../../lib/core/ids';
import { openJob } from '../../lib/jobs/rows';
import { importSealKey } from '../../lib/seal/envelope';
import { NAMES } from '../harness/in-page';
import { glb } from '../harness/model-bytes';
import { png } from '../harness/picture-bytes';
import { plantModels } from '../harness/planted-models';
import { type Server, startServer } from '../harness/server';
import { requireOpenRecord } from '../harness/session';
import { rules } from '../harness/stand-ins/tripo/account';
import { until } from '../harness/until';
import { kindOf } from '../harness/wires';
import { asScreen, createVault, goTo, mustAsk } from './acts';
import type { Builds } from './builds';
import { type Chromium, startChromium, type Tab } from './chromium';
import { opened } from './marks';
import { inTurns, median } from './median';
import { type Moved, measureMoving } from './moving';
import { load } from './probe';
import { measureSealing, type Sealed } from './sealing';

export const MANY_MODELS = 500;
export const MEGABYTES = [1, 10, 60] as const;
type Megabytes = (typeof MEGABYTES)[number];

export interface Models {
  readonly sealed: Sealed;
  /** Questions about one that took so long, and the least with which its end could be known at that pace. */
  readonly asked: { readonly times: number; readonly least: number };
  /** From the moment at which its provider calls it done to the one at which its row does: it is whole on the disk then. */
  readonly keptMs: Readonly<Record<'watched' | 'alone', number>>;
  readonly openedMs: Readonly<Record<Megabytes, number>>;
  /** All of it as one file. */
  readonly moved: Moved;
  readonly posters: Readonly<
    Record<'few' | 'many', { readonly shownMs: number; readonly heapBytes: number }>
  >;
}

const MODEL = 'v3.1-20260211';
const RUNS_MS = 20_000;
/** How often one may be asked after while it is young. */
const PACE_MS = 2_000;

export async function measureModels(builds: Builds, rounds: number): Promise<Models> {
  const sealed = await measureSealing(builds, rounds);
  const server = await startServer();
  const browser = await startChromium({ extension: builds.firekeep.folder, server });
  try {
    const tab = await prepare(browser, server);
    const openedMs = await openAll(browser, tab, rounds);
    const moved = await measureMoving(browser, tab, builds);
    await load(tab, `${browser.origin}/sidepanel.html`, opened);
    Object.assign(rules, { runningMs: RUNS_MS });
    const watched = await makeOne(tab, server, 'watched');
    const alone = await alonely(browser, tab, server);
    const posters = await listPosters(browser, tab, rounds);
    server.assertClean();
    return {
      sealed,
      asked: { times: watched.asked, least: Math.ceil(RUNS_MS / PACE_MS) },
      keptMs: { watched: watched.keptMs, alone },
      openedMs,
      moved,
      posters,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function prepare(browser: Chromium, server: Server): Promise<Tab> {
  const tab = await browser.openTab();
  await createVault(tab, browser.origin);
  await mustAsk(tab, 'keys/add', {
    id: newId(),
    provider: 'tripo',
    kind: kindOf('tripo', undefined)?.id,
    fields: server.credential('tripo'),
    name: 'Measured',
    environment: 'production',
    anyway: { verdict: 'works', facts: [], warnings: [] },
  });
  await load(tab, `${browser.origin}/sidepanel.html`, opened);
  await mustAsk(tab, 'models/refresh', { provider: 'tripo', make: 'model3d', isForced: true });
  return tab;
}

async function begin(tab: Tab, prompt: string): Promise<string> {
  const id = newId();
  const order = { id, make: 'model3d', provider: 'tripo', model: MODEL, prompt, files: [], chosen: {} };
  await mustAsk(tab, 'jobs/start', { ...order, conversation: id, parent: null });
  return id;
}

/** Runs in the page: whether its row says that it is over, as anybody with the disk can see. */
const isOver = (tab: Tab, id: string) =>
  tab.evaluate<boolean>(`new Promise((resolve, reject) => {
    const request = indexedDB.open('firekeep');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const found = request.result.transaction('jobs').objectStore('jobs').index('id').get(${JSON.stringify(id)});
      found.onsuccess = () => { request.result.close(); resolve(found.result !== undefined && found.result.open === undefined); };
    };
  })`);

async function makeOne(tab: Tab, server: Server, prompt: string) {
  server.forget();
  const id = await begin(tab, prompt);
  const { atMs } = await server.hears(({ method, body }) => method === 'POST' && body.includes(prompt));
  await until(() => isOver(tab, id), { what: 'a model', withinMs: 120_000 });
  const asked = server.heard.filter(({ method, path }) => method === 'GET' && path.startsWith('/v3/tasks/'));
  return { asked: asked.length, keptMs: Date.now() - atMs - RUNS_MS };
}

/** Nothing of ours is open until all that belongs to it was fetched. */
async function alonely(browser: Chromium, tab: Tab, server: Server): Promise<number> {
  server.forget();
  const id = await begin(tab, 'alone');
  const { atMs } = await server.hears(({ method, body }) => method === 'POST' && body.includes('alone'));
  await goTo(tab, 'about:blank');
  const isFetched = (kind: string) =>
    server.heard.some(({ path, endedAtMs }) => path.endsWith(kind) && endedAtMs !== undefined);
  await until(async () => isFetched('.glb') && isFetched('.webp'), {
    what: 'its files to be fetched',
    withinMs: 180_000,
  });
  await load(tab, `${browser.origin}/sidepanel.html`, opened);
  await until(() => isOver(tab, id), { what: 'a model' });
  return (await endOf(tab, id)) - atMs - RUNS_MS;
}

/** As its row says. */
async function endOf(tab: Tab, id: string): Promise<number> {
  const { vaultId, content } = await requireOpenRecord(asScreen(tab));
  const row = await tab.evaluate<{
    rev: number;
    sealed: number[];
    state: number[];
  }>(`new Promise((resolve, reject) => {
    const request = indexedDB.open('firekeep');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const found = request.result.transaction('jobs').objectStore('jobs').index('id').get(${JSON.stringify(id)});
      found.onsuccess = () => { request.result.close(); const { rev, sealed, state } = found.result; resolve({ rev, sealed: [...sealed], state: [...state] }); };
    };
  })`);
  const key = await importSealKey(fromBase64(content));
  const job = { id, rev: row.rev, sealed: Uint8Array.from(row.sealed), state: Uint8Array.from(row.state) };
  const { state } = await openJob({ vaultId, key }, job);
  if (state.place !== 'done' || state.endedAtMs === undefined) throw new Error(`it is ${state.place}`);
  return state.endedAtMs;
}

async function openAll(browser: Chromium, tab: Tab, rounds: number): Promise<Models['openedMs']> {
  const jobs: [Megabytes, string][] = [];
  for (const megabytes of MEGABYTES) {
    const id = await begin(tab, `large mega=${megabytes}`);
    await until(() => isOver(tab, id), { what: `${megabytes} MB`, withinMs: 180_000 });
    jobs.push([megabytes, id]);
  }
  const results = await inTurns(
    rounds,
    Object.fromEntries(jobs.map(([megabytes, id]) => [megabytes, () => openOnce(browser, id)])),
  );
  return Object.fromEntries(
    MEGABYTES.map((megabytes) => [megabytes, median(results[megabytes] ?? [])]),
  ) as Models['openedMs'];
}

/** From the address to the model drawn: the element says so itself. */
async function openOnce(browser: Chromium, id: string): Promise<number> {
  const tab = await browser.openTab();
  const startMs = Date.now();
  await goTo(tab, `${browser.origin}/model.html#${id}/0`);
  await until(
    () => tab.evaluate<boolean>(`document.querySelector('model-viewer')?.modelIsVisible === true`),
    {
      what: 'the model to be drawn',
      withinMs: 120_000,
    },
  );
  const openedMs = Date.now() - startMs;
  await tab.close();
  return openedMs;
}

async function listPosters(browser: Chromium, tab: Tab, rounds: number): Promise<Models['posters']> {
  const few = await openList(browser, rounds);
  const poster = { bytes: png(7, { width: 256, height: 256 }), media: 'image/png' };
  await plantModels(asScreen(tab), MANY_MODELS, { bytes: glb(3), poster });
  return { few, many: await openList(browser, rounds) };
}

async function openList(browser: Chromium, rounds: number) {
  const shown: number[] = [];
  const heap: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const tab = await browser.openTab();
    await load(tab, `${browser.origin}/sidepanel.html`, opened);
    shown.push(await tab.evaluate<number>(`${NAMES}(${showPosters.toString()})()`));
    heap.push(await tab.heapBytes());
    await tab.close();
  }
  return { shownMs: median(shown), heapBytes: median(heap) };
}

/** Runs in the page: from the press on "3D" to the first picture of a model. */
function showPosters(): Promise<number> {
  const startMs = performance.now();
  const isShown = () =>
    [...document.querySelectorAll<HTMLImageElement>('[aria-label="Results"] figure img')].some(
      ({ naturalWidth }) => naturalWidth > 0,
    );
  [...document.querySelectorAll<HTMLElement>('[role="tab"]')]
    .find((tab) => tab.textContent === '3D')
    ?.click();
  return new Promise((resolve) => {
    const look = () => (isShown() ? resolve(performance.now() - startMs) : requestAnimationFrame(look));
    look();
  });
}
