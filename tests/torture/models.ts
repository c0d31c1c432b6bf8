/**
 * Models that are made while everything around them dies. Each batch is asked for at once; then the background, or the
 * whole browser, is killed at random moments; then it is left alone, and each wish is compared with what its provider
 * made and took for it.
 */
import { newId } from '../../lib/core/ids';
import { isOver } from '../../lib/jobs/record';
import { type Browser, type BrowserName, launch } from '../harness/browser';
import { ask, mustAsk } from '../harness/messages';
import { png } from '../harness/picture-bytes';
import { plantKey, plantVault } from '../harness/planted';
import { plantFile } from '../harness/planted-models';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { type Books, booksOf, rules } from '../harness/stand-ins/tripo/account';
import { glbOf } from '../harness/stand-ins/tripo/output';
import { withWords } from '../harness/stand-ins/tripo/pictures';
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
/** What it is made from, how often, and what that costs. */
const KINDS = [
  ['words', 12],
  ['step', 4],
  ['picture', 4],
] as const;
type Kind = (typeof KINDS)[number][0];
const CREDITS: Readonly<Record<Kind, number>> = { words: 20, step: 10, picture: 30 };
const POPUP = 'popup.html';
const MODEL = 'v3.1-20260211';
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
    Object.assign(rules, { balance: 1_000_000, uploadsPerMinute: 1_000 });
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
    // What the steps go on from is made in peace.
    const first = await this.#wish(chance.word(), 'words');
    const books = booksOf(String(fields.apiKey));
    await this.#settled(books);
    const prompts: string[] = [];
    const wished: Promise<unknown>[] = [];
    for (let at = 0; at < wishes; at += 1) {
      const prompt = `${chance.word()} ${chance.weigh(FATES)}`.trim();
      prompts.push(prompt);
      wished.push(this.#wish(prompt, chance.weigh(KINDS), first));
    }
    await Promise.all(wished);
    for (let death = 0; death < deaths; death += 1) {
      await new Promise((resolve) => setTimeout(resolve, chance.share() ** 2 * 3_000));
      this.#deathsMs.push(Date.now());
      await this.#kill(end);
    }
    const jobs = await this.#settled(books);
    for (const prompt of prompts) {
      try {
        const [kind, found] = judge(prompt, jobs, books);
        this.#count(found);
        this.#count(`${kind}: ${found}`);
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
    const id = creations.find(({ words }) => isOf(prompt, words))?.id;
    const isIts = (path: string) => id !== undefined && path.includes(`/${id}/`) && path.includes('tripo_');
    return (
      prompt.includes(SLOWER) &&
      this.server.heard.some(({ path, headers }) => isIts(path) && headers.range !== undefined)
    );
  }

  /** As pages ask: once more when nobody answered, under the same id, which is returned. */
  async #wish(prompt: string, kind: Kind, from: string | null = null): Promise<string> {
    const id = newId();
    const parent = kind === 'step' ? from : null;
    const order = {
      id,
      make: 'model3d',
      provider: 'tripo',
      prompt,
      chosen: {},
      files: await this.#files(prompt, kind),
    };
    const message = {
      ...order,
      model: kind === 'step' ? 'texture' : MODEL,
      conversation: parent ?? id,
      parent,
    };
    await until(async () => (await ask(this.#screen, 'jobs/start', message).catch(() => undefined))?.ok, {
      what: 'a wish to be written down',
    });
    return id;
  }

  /** The service is told no words with a picture: they stand behind it. */
  async #files(prompt: string, kind: Kind): Promise<object[]> {
    if (kind !== 'picture') return [];
    return [await plantFile(this.#screen, { bytes: withWords(png(), prompt), media: 'image/png' })];
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
        for (const job of jobs) await this.#point(job, books);
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

  /** Of a picture the records say where it lies, not which it is: the person says which of them it was. */
  async #point({ request, state }: UnsealedJob, { creations }: Books): Promise<void> {
    if (state.place !== 'uncertain' || request.files.length === 0) return;
    const [own, ...others] = creations.filter(({ words }) => isOf(request.prompt, words));
    const isShown = state.candidates?.some(({ operation }) => idOf(operation) === own?.id);
    if (!own || others.length > 0 || !isShown) return;
    await ask(this.#screen, 'jobs/adopt', { id: request.id, operation: { id: own.id } }).catch(
      () => undefined,
    );
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

/** A step has the words of what it goes on from behind its own. */
const isOf = (prompt: string, words: string): boolean => words === prompt || words.startsWith(`${prompt} `);

const madeFor = (prompt: string, { creations }: Books) =>
  creations.filter(({ words }) => isOf(prompt, words)).length;

const idOf = (operation: unknown): unknown =>
  operation && typeof operation === 'object' && 'id' in operation ? operation.id : undefined;

const kindOf = ({ request }: UnsealedJob): Kind =>
  request.parent !== null ? 'step' : request.files.length > 0 ? 'picture' : 'words';

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
function judge(prompt: string, jobs: readonly UnsealedJob[], books: Books): [Kind, string] {
  const [job, ...others] = jobs.filter(({ request }) => request.prompt === prompt);
  if (!job || others.length > 0)
    throw new Error(`${prompt}: written down ${others.length + (job ? 1 : 0)} times`);
  const kind = kindOf(job);
  const { place, charge, problem } = job.state;
  const told = `${prompt}: ${place} ${charge} ${JSON.stringify(problem)}`;
  const made = madeFor(prompt, books);
  if (isRepeated(job, made)) return [kind, 'repeated by the browser'];
  if (made > 1) throw new Error(`${told}: made ${made} times`);
  if (made === 0) {
    // Killed before it arrived: nobody can prove that, so it is called unknown, and never done.
    if (place !== 'uncertain' || charge !== 'unknown') throw new Error(`${told}: never arrived`);
    return [kind, 'never arrived'];
  }
  if (prompt.includes('error=fatal')) {
    if (place !== 'failed' || charge !== 'none') throw new Error(`${told}: it was given back`);
    return [kind, 'given back'];
  }
  if (place !== 'done') throw new Error(`${told}: paid for and lost`);
  const words = books.creations.find((one) => isOf(prompt, one.words))?.words ?? '';
  if (!job.model || !Buffer.from(glbOf(words)).equals(job.model))
    throw new Error(`${told}: other bytes than were made`);
  return [kind, 'done'];
}

/** What stands in the books is what the provider took, to the credit. */
function assertBills(jobs: readonly UnsealedJob[], books: Books): void {
  const told = jobs.reduce((sum, { entry }) => sum + (entry?.how === 'told' ? Number(entry.usd) : 0), 0);
  const repeated = jobs
    .map((job) => ({ job, made: madeFor(job.request.prompt, books) }))
    .filter(({ job, made }) => isRepeated(job, made))
    .reduce((sum, { job, made }) => sum + made * CREDITS[kindOf(job)], 0);
  const known = books.taken - repeated;
  if (Math.round(told * 100) !== known) throw new Error(`${told} dollars for ${known} credits`);
  const done = jobs
    .filter(({ state }) => state.place === 'done')
    .reduce((sum, job) => sum + CREDITS[kindOf(job)], 0);
  if (books.taken !== done + repeated)
    throw new Error(
      `${books.taken} credits for models of ${done} and ${repeated} that the browser asked for`,
    );
}
