/** The studio at work: an answer from the wire to the screen, a click to the wire, many results, many models. */
import { newId } from '../../lib/core/ids';
import { type Server, startServer } from '../harness/server';
import { until } from '../harness/until';
import { kindOf } from '../harness/wires';
import { ask, createVault, goTo, mustAsk } from './acts';
import type { Builds } from './builds';
import { type Chromium, startChromium, type Tab } from './chromium';
import { clockedStandIns } from './clocked';
import { panel, resultsOf } from './marks';
import { inTurns, median } from './median';
import { burnOnce, type Canvas, middleOf, type Painted, paintOnce, RATES, type Rate } from './paint';
import { load } from './probe';
import { type Searched, searchModels } from './search';

type By<T> = Readonly<Record<'firekeep' | 'bare', T>>;

export interface Studio {
  readonly painted: Readonly<Record<Rate, By<Painted>>>;
  readonly busyMs: By<number>;
  readonly requestMs: Readonly<Record<'asleep' | 'awake', number>>;
  readonly shownMs: Readonly<Record<'few' | 'many', number>>;
  readonly searched: Searched;
}

export const MANY_RESULTS = 1000;
const HOST = 'https://openrouter.ai';
const MODEL = 'openai/gpt-6-luna';

export async function measureStudio(builds: Builds, rounds: number): Promise<Studio> {
  const server = await startServer(clockedStandIns());
  const firekeep = await startChromium({ extension: builds.firekeep.folder, server });
  const empty = await startChromium({ extension: builds.empty.folder, server });
  try {
    const studio = await prepare(firekeep, server);
    const canvases = { firekeep: studio, bare: await prepareBare(empty, server) };
    const painted = await paintAll(canvases, rounds);
    const busy = await inTurns(rounds, {
      firekeep: () => burnOnce(canvases.firekeep),
      bare: () => burnOnce(canvases.bare),
    });
    const requestMs = await measureRequests(studio, server, rounds);
    const few = await openings(firekeep, rounds);
    const searched = await searchModels(studio.tab);
    await fillWithResults(studio.tab, server);
    const many = await openings(firekeep, rounds);
    server.assertClean();
    return {
      painted,
      busyMs: { firekeep: median(busy.firekeep ?? []), bare: median(busy.bare ?? []) },
      requestMs,
      shownMs: { few, many },
      searched,
    };
  } finally {
    await Promise.all([firekeep.close(), empty.close()]);
    await server.close();
  }
}

async function prepare(browser: Chromium, server: Server): Promise<Canvas> {
  const tab = await browser.openTab();
  await createVault(tab, browser.origin);
  await mustAsk(tab, 'keys/add', {
    id: newId(),
    provider: 'openrouter',
    kind: kindOf('openrouter', undefined)?.id,
    fields: server.credential('openrouter'),
    name: 'Measured',
    environment: 'production',
    anyway: { verdict: 'works', facts: [], warnings: [] },
  });
  await load(tab, `${browser.origin}/popup.html`, panel);
  await mustAsk(tab, 'models/refresh', { provider: 'openrouter', make: 'text', isForced: true });
  return {
    browser,
    tab,
    ask: (prompt) => `(${generate.toString()})(${JSON.stringify(prompt)})`,
    place: `document.querySelector('[aria-label="Results"] > *')`,
  };
}

/** Runs in the page: what a person does in three steps. */
async function generate(prompt: string): Promise<void> {
  const find = (name: string) =>
    [...document.querySelectorAll('button')].find((one) => one.textContent === name);
  find('New conversation')?.click();
  const area = document.querySelector('textarea');
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, prompt);
  area?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (find('Generate')?.disabled !== false) await new Promise((resolve) => setTimeout(resolve, 10));
  find('Generate')?.click();
}

/** The least there can be: a page that reads the same stream and appends to a text node. */
async function prepareBare(browser: Chromium, server: Server): Promise<Canvas> {
  const tab = await browser.openTab();
  await goTo(tab, `${browser.origin}/stream.html`);
  await until(() => tab.evaluate<boolean>(`document.readyState === 'complete'`), { what: 'the bare page' });
  const { apiKey } = server.credential('openrouter');
  const inputs = [`${HOST}/api/v1/chat/completions`, apiKey, MODEL].map((one) => JSON.stringify(one));
  return {
    browser,
    tab,
    ask: (prompt) => `(${append.toString()})(${inputs.join(', ')}, ${JSON.stringify(prompt)})`,
    place: 'document.querySelector("pre")',
  };
}

/** Runs in the page. */
async function append(url: string, key: string, model: string, prompt: string): Promise<void> {
  const words = document.createTextNode('');
  const pre = document.createElement('pre');
  pre.style.whiteSpace = 'pre-wrap';
  pre.append(words);
  document.body.replaceChildren(pre);
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      stream: true,
      max_tokens: 16_384,
      messages: [{ role: 'user', content: prompt }],
    }),
  });
  let rest = '';
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const lines = (rest + read.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: {'))
        words.appendData(JSON.parse(line.slice(6)).choices?.[0]?.delta?.content ?? '');
  }
}

async function paintAll(canvases: By<Canvas>, rounds: number): Promise<Studio['painted']> {
  const painted: Partial<Record<Rate, By<Painted>>> = {};
  for (const rate of Object.keys(RATES).map(Number) as Rate[]) {
    const results = await inTurns(rounds, {
      firekeep: () => paintOnce(canvases.firekeep, rate),
      bare: () => paintOnce(canvases.bare, rate),
    });
    painted[rate] = { firekeep: middleOf(results.firekeep ?? []), bare: middleOf(results.bare ?? []) };
  }
  return painted as Studio['painted'];
}

async function measureRequests({ browser, tab, ask: asked }: Canvas, server: Server, rounds: number) {
  const once = async (isAsleep: boolean) => {
    await ask(tab, 'vault/state');
    if (isAsleep) await browser.stopWorker();
    server.forget();
    const clickedMs = await tab.evaluate<number>(`${asked('Hello')}.then(() => Date.now())`);
    const { atMs } = await server.hears(({ method }) => method === 'POST');
    return atMs - clickedMs;
  };
  const results = await inTurns(rounds, { asleep: () => once(true), awake: () => once(false) });
  return { asleep: median(results.asleep ?? []), awake: median(results.awake ?? []) };
}

async function openings(browser: Chromium, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const tab = await browser.openTab();
    times.push((await load(tab, `${browser.origin}/popup.html`, resultsOf(1))).shownMs);
    await tab.close();
  }
  return median(times);
}

async function fillWithResults(tab: Tab, server: Server): Promise<void> {
  server.forget();
  for (let number = 0; number < MANY_RESULTS; number += 1)
    await mustAsk(tab, 'jobs/start', {
      id: newId(),
      make: 'text',
      provider: 'openrouter',
      model: MODEL,
      prompt: `Question ${number}`,
      files: [],
      conversation: newId(),
      parent: null,
      chosen: {},
    });
  const isDone = async () => server.heard.filter(({ isBilled }) => isBilled).length === MANY_RESULTS;
  await until(isDone, { what: `${MANY_RESULTS} answers`, withinMs: 600_000 });
}
