/**
 * Models that are made while everything around them dies. Each batch is asked for at once; then the background, or the
 * whole browser, is killed at random moments; then it is left alone, and each wish is compared with what its provider
 * made and took for it.
 */
import { newId } from '../../lib/core/ids';
import { isOver } from '../../lib/jobs/record';
import { type Browser, type BrowserName, launch } from '../harness/browser';
import { ask, mustAsk } from '../harness/messages';
import { plantKey, plantVault } from '../harness/planted';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { type Books, booksOf, rules } from '../harness/stand-ins/tripo/account';
import { glbOf } from '../harness/stand-ins/tripo/output';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { until } from '../harness/until';
import type { Chance } from './chance';
import { type UnsealedJob, unsealJobs } from './unsealed-jobs';

export type End = 'worker' | 'browser';

const DROPPED = 'drop@0';
/** Of many chunks, and half of them come late: long enough to die in between. */
const SLOWER = 'slower-file';

/** How it goes at the provider, and how often. */
const FATES: readonly (readonly [string, number])[] = [
  ['', 8],
  ['every=700', 4],
  ['late=900', 3],
  [DROPPED, 1],
  ['quirks=slow', 2],
  ['quirks=cut-file', 2],
  ['quirks=stale-address', 2],
  ['quirks=html-file', 1],
  ['error=fatal', 1],
  [`mega=1 quirks=${SLOWER}`, 3],
  ['mega=1 quirks=cut-file', 1],
];
const POPUP = 'popup.html';
const MODEL = 'v3.1-20260211';
const CREDITS = 20;
/** A batch that is left alone: the slowest waits for a look into the records, and for its turn. */
const SETTLED_MS = 240_000;

export class Herd {
  readonly counts: Record<string, number> = {};
  #browser: Browser;
  #screen: Screen;
  readonly #deathsMs: number[] = [];

  static async begin(name: BrowserName): Promise<Herd> {
    // Another server of the same process may have given the same keys.
    forgetTasks();
    Object.assign(rules, { balance: 1_000_000 });
    const server = await startServer();
    const browser = await launch(name, { server });
    return new Herd(server, browser, await browser.open(POPUP));
  }

  private constructor(
    readonly server: Server,
    browser: Browser,
    screen: Screen,
  ) {
    this.#browser = browser;
    this.#screen = screen;
  }

  async end(): Promise<void> {
    this.server.assertClean();
    await this.#browser.close();
    await this.server.close();
  }

  /** So many wishes, so many deaths in their middle. */
  async batch(chance: Chance, wishes: number, deaths: number, end: End): Promise<void> {
    const fields = this.server.credential('tripo');
    const options = await this.#browser.open('options.html#/keys');
    await plantVault(options);
    await plantKey(options, 'tripo', fields, 'Mine');
    await options.close();
    await mustAsk(this.#screen, 'models/refresh', { provider: 'tripo', make: 'model3d', isForced: true });
    const prompts = Array.from({ length: wishes }, () => `${chance.word()} ${chance.weigh(FATES)}`.trim());
    await Promise.all(prompts.map((prompt) => this.#wish(prompt)));
    for (let death = 0; death < deaths; death += 1) {
      await new Promise((resolve) => setTimeout(resolve, chance.share() ** 2 * 3_000));
      this.#deathsMs.push(Date.now());
      await this.#kill(end);
    }
    const books = booksOf(String(fields.apiKey));
    const jobs = await this.#settled(books);
    for (const prompt of prompts) {
      try {
        this.#count(judge(prompt, jobs, books));
      } catch (cause) {
        throw new Error(`${String(cause)}; heard ${JSON.stringify(this.#heardOf(prompt))}`, { cause });
      }
    }
    for (const prompt of prompts)
      if (this.#isGoneOnWith(prompt, books)) this.#count('killed in its download');
    assertBills(jobs, books);
  }

  /** Nothing but a death ends such a download in its middle. */
  #isGoneOnWith(prompt: string, { creations }: Books): boolean {
    const id = creations.find(({ words }) => words === prompt)?.id;
    const isIts = (path: string) => id !== undefined && path.includes(`/${id}/`) && path.includes('tripo_');
    return (
      prompt.includes(SLOWER) &&
      this.server.heard.some(({ path, headers }) => isIts(path) && headers.range !== undefined)
    );
  }

  /** As pages ask: once more when nobody answered, under the same id. */
  async #wish(prompt: string): Promise<void> {
    const id = newId();
    const order = { id, make: 'model3d', provider: 'tripo', model: MODEL, prompt, files: [], chosen: {} };
    const message = { ...order, conversation: id, parent: null };
    await until(async () => (await ask(this.#screen, 'jobs/start', message).catch(() => undefined))?.ok, {
      what: 'a wish to be written down',
    });
  }

  async #kill(end: End): Promise<void> {
    if (end === 'worker') return this.#browser.killWorker().then(() => this.#wake());
    await this.#browser.kill();
    await this.#browser.ended;
    this.#browser = await this.#browser.relaunch();
    this.#screen = await this.#browser.open(POPUP);
    const { proof } = await unsealJobs(this.#screen);
    await mustAsk(this.#screen, 'vault/unlock', proof);
  }

  /** Somebody looks at it. */
  #wake = async (): Promise<void> => void (await ask(this.#screen, 'jobs/watch').catch(() => undefined));

  /** Nothing more will happen by itself: over, and what the provider made is found. */
  async #settled(books: Books): Promise<readonly UnsealedJob[]> {
    let waiting = '';
    return until(
      async () => {
        await this.#wake();
        const { jobs } = await unsealJobs(this.#screen);
        const left = jobs.filter((job) => !isSettled(job, books));
        waiting = left
          .map(
            ({ request, state }) =>
              `${request.prompt}: ${state.place} made ${madeFor(request.prompt, books)}, ${state.candidates?.length ?? 'no'} candidates, ${state.findUntilMs ? 'looked for' : 'given up'}`,
          )
          .join('; ');
        return left.length === 0 ? jobs : undefined;
      },
      { what: 'every wish to come to its end', withinMs: SETTLED_MS },
    ).catch((cause: unknown) => {
      throw new Error(`${String(cause)} ${waiting}`, { cause });
    });
  }

  /** When it was asked for, and what else was going on. */
  #heardOf(prompt: string): object[] {
    const { heard } = this.server;
    return heard
      .filter(({ method, body }) => method === 'POST' && body.includes(prompt))
      .map(({ atMs, endedAtMs, answeredBy }) => ({ atMs, endedAtMs, answeredBy, deaths: this.#deathsMs }));
  }

  #count(found: string): void {
    this.counts[found] = (this.counts[found] ?? 0) + 1;
  }
}

const madeFor = (prompt: string, { creations }: Books) =>
  creations.filter(({ words }) => words === prompt).length;

/**
 * A browser sends a wish again by itself when a connection that it used before dies without an answer. Then the
 * provider made several, and which of them is ours nobody can tell: the person is shown all of them.
 */
const isRepeated = ({ request, state }: UnsealedJob, made: number): boolean =>
  request.prompt.includes(DROPPED) &&
  made > 1 &&
  state.place === 'uncertain' &&
  state.candidates?.length === made;

function isSettled(job: UnsealedJob, books: Books): boolean {
  const { request, state } = job;
  if (!isOver(state.place) || state.isBooked !== true) return false;
  const made = madeFor(request.prompt, books);
  return state.place !== 'uncertain' || made === 0 || isRepeated(job, made);
}

/** One wish against what was made for it. Throws when it was lost, paid twice, or told wrongly. */
function judge(prompt: string, jobs: readonly UnsealedJob[], books: Books): string {
  const [job, ...others] = jobs.filter(({ request }) => request.prompt === prompt);
  if (!job || others.length > 0)
    throw new Error(`${prompt}: written down ${others.length + (job ? 1 : 0)} times`);
  const { place, charge, problem } = job.state;
  const told = `${prompt}: ${place} ${charge} ${JSON.stringify(problem)}`;
  const made = madeFor(prompt, books);
  if (isRepeated(job, made)) return 'repeated by the browser';
  if (made > 1) throw new Error(`${told}: made ${made} times`);
  if (made === 0) {
    // Killed before it arrived: nobody can prove that, so it is called unknown, and never done.
    if (place !== 'uncertain' || charge !== 'unknown') throw new Error(`${told}: never arrived`);
    return 'never arrived';
  }
  if (prompt.includes('error=fatal')) {
    if (place !== 'failed' || charge !== 'none') throw new Error(`${told}: it was given back`);
    return 'given back';
  }
  if (place !== 'done') throw new Error(`${told}: paid for and lost`);
  if (!job.model || !Buffer.from(glbOf(prompt)).equals(job.model))
    throw new Error(`${told}: other bytes than were made`);
  return 'done';
}

/** What stands in the books is what the provider took, to the credit. */
function assertBills(jobs: readonly UnsealedJob[], books: Books): void {
  const told = jobs.reduce((sum, { entry }) => sum + (entry?.how === 'told' ? Number(entry.usd) : 0), 0);
  const repeated = jobs
    .map((job) => ({ job, made: madeFor(job.request.prompt, books) }))
    .filter(({ job, made }) => isRepeated(job, made))
    .reduce((sum, { made }) => sum + made, 0);
  const known = books.taken - repeated * CREDITS;
  if (Math.round(told * 100) !== known) throw new Error(`${told} dollars for ${known} credits`);
  const done = jobs.filter(({ state }) => state.place === 'done').length;
  if (books.taken !== (done + repeated) * CREDITS)
    throw new Error(`${books.taken} credits for ${done} models and ${repeated} that the browser asked for`);
}
