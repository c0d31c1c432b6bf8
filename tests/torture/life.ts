/** One browser profile through many deaths. After each, what is found must be one of the worlds that may be. */
import { z } from '../../lib/core/zod';
import { type Browser, type BrowserName, launch } from '../harness/browser';
import { ask } from '../harness/messages';
import { readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { until } from '../harness/until';
import type { Chance } from './chance';
import { anyDeed, creating, type Deed, erasing } from './deeds';
import { type Unsealed, unseal } from './unsealed';
import { assertPossible, assertWhole, type Done, type Outcome, worldOf } from './worlds';

/** How something ends: the worker is stopped, the whole browser, the page that asked, or the vault locks. */
type End = 'worker' | 'browser' | 'page' | 'lock';
const ends: readonly (readonly [End, number])[] = [
  ['worker', 12],
  ['browser', 3],
  ['lock', 3],
  ['page', 2],
];

/** Sometimes the very moment in which the answer arrives; otherwise any moment before, and ending something takes a moment too. */
const AT_THE_ANSWER = 0.2;
const SHARE = 0.7;
const FIRST_GUESS_MS = 80;

interface Asked {
  readonly deed: Deed;
  readonly outcome: Promise<Outcome>;
}

export class Life {
  #browser: Browser;
  #screen: Screen;
  #now: Unsealed | undefined;
  readonly #typicalMs = new Map<string, number>();
  readonly counts: Record<string, number> = {};

  static async begin(name: BrowserName, server: Server, chance: Chance, profile: string): Promise<Life> {
    const browser = await launch(name, { server, profile });
    return new Life(browser, await browser.open('options.html#/keys'), server, chance);
  }

  private constructor(
    browser: Browser,
    screen: Screen,
    readonly server: Server,
    readonly chance: Chance,
  ) {
    this.#browser = browser;
    this.#screen = screen;
  }

  get browser(): Browser {
    return this.#browser;
  }
  get screen(): Screen {
    return this.#screen;
  }
  get now(): Unsealed | undefined {
    return this.#now;
  }

  async round(): Promise<string> {
    await this.#unlock();
    const before = worldOf(this.#now);
    const deeds = await this.#plan();
    const end = this.chance.weigh(ends);
    const asked = deeds.map((deed) => this.#ask(deed));
    await this.#moment(asked);
    await this.#strike(end);
    const done = await Promise.all(
      asked.map(async ({ deed, outcome }): Promise<Done> => ({ deed, outcome: await outcome })),
    );
    const told = `${done.map(({ deed, outcome }) => `${deed.message} ${outcome}`).join(', ')}; ${end}`;
    for (const { deed, outcome } of done) this.#count(`${deed.message} ${outcome.split(':')[0]}`);
    this.#count(`end: ${end}`);
    try {
      const passphrases = [before, ...done.map(({ deed }) => deed.lead(before))].flatMap(
        (world) => world.passphrase ?? [],
      );
      this.#now = await this.#look([...new Set(passphrases)]);
      assertPossible(worldOf(this.#now), before, done);
      if (this.#now) assertWhole(this.#now);
      await this.#assertState(end);
    } catch (error) {
      throw new Error(`${told}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
    return told;
  }

  async #plan(): Promise<Deed[]> {
    const { chance } = this;
    const now = this.#now;
    if (!now) return [await creating(`${chance.word()} ${chance.word()} ${chance.word()}`)];
    if (chance.share() < 0.04) return [erasing()];
    const known = {
      ...now,
      chance,
      world: worldOf(now),
      newFields: () => this.server.credential('openrouter'),
    };
    const first = await anyDeed(known);
    const second = await anyDeed(known);
    return chance.share() < 0.3 && first.subject !== second.subject ? [first, second] : [first];
  }

  #ask(deed: Deed): Asked {
    const sentMs = performance.now();
    const outcome = Promise.race([send(this.#screen, deed), this.#browser.ended.then(() => UNKNOWN)]).then(
      (found) => {
        if (found !== UNKNOWN) this.#typicalMs.set(deed.message, performance.now() - sentMs);
        return found;
      },
      () => UNKNOWN,
    );
    return { deed, outcome };
  }

  async #moment(asked: readonly Asked[]): Promise<void> {
    const isAtAnswer = this.chance.share() < AT_THE_ANSWER;
    const share = this.chance.share();
    if (isAtAnswer) return void (await Promise.race(asked.map(({ outcome }) => outcome)));
    const typicalMs = Math.max(
      ...asked.map(({ deed }) => this.#typicalMs.get(deed.message) ?? FIRST_GUESS_MS),
    );
    await new Promise((resolve) => setTimeout(resolve, share * typicalMs * SHARE));
  }

  async #strike(end: End): Promise<void> {
    if (end === 'lock') {
      const locking = { message: 'vault/lock', input: {} };
      if ((await send(this.#screen, locking)) !== 'done') throw new Error('it does not lock');
    } else if (end === 'browser') {
      await this.#browser.kill();
      await this.#browser.ended;
      this.#browser = await this.#browser.relaunch();
      this.#screen = await this.#browser.open('options.html#/keys');
    } else {
      // A worker goes on without the page that asked it: it is stopped too, or the end would never be known.
      if (end === 'page') {
        const next = await this.#browser.open('options.html#/keys');
        await this.#screen.close();
        this.#screen = next;
      }
      await this.#browser.killWorker();
    }
  }

  async #look(passphrases: readonly string[]): Promise<Unsealed | undefined> {
    const rows = await readRows(this.#screen);
    return rows && rows.vault.length > 0 ? unseal(rows, passphrases) : undefined;
  }

  /** What the program itself says of the vault. */
  async #assertState(end: End): Promise<void> {
    const state = await stateOf(this.#screen);
    const isLocked = end === 'browser' || end === 'lock';
    const expected = !this.#now ? ['absent'] : isLocked ? ['locked'] : ['open', 'locked'];
    if (!expected.includes(state)) throw new Error(`the vault is ${state}, not ${expected.join(' or ')}`);
  }

  async #unlock(): Promise<void> {
    if (!this.#now || (await stateOf(this.#screen)) === 'open') return;
    const outcome = await send(this.#screen, { message: 'vault/unlock', input: this.#now.proof });
    if (outcome !== 'done') throw new Error(`unlocking: ${outcome}`);
    // Unlocking tells of itself, and may destroy what was removed long ago.
    this.#now = await this.#look([this.#now.passphrase]);
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

const UNKNOWN: Outcome = 'unknown';

const answerSchema = z.union([
  z.object({
    ok: z.literal(true),
    value: z.object({ saved: z.optional(z.boolean()), state: z.optional(z.string()) }),
  }),
  z.object({ ok: z.literal(false), problem: z.object({ code: z.string() }) }),
]);

/** Undefined: the worker was stopped, the channel closed, nobody is left to answer. */
const findAnswer = async (screen: Screen, message: string, input: object = {}) =>
  answerSchema.safeParse(await ask(screen, message, input).catch(() => undefined)).data;

async function send(screen: Screen, { message, input }: Pick<Deed, 'message' | 'input'>): Promise<Outcome> {
  const answer = await findAnswer(screen, message, input);
  if (!answer) return UNKNOWN;
  if (!answer.ok) return `refused: ${answer.problem.code}`;
  return answer.value.saved === false ? 'refused: not saved' : 'done';
}

/** Asked as pages ask it: once more when the worker was stopped in the middle. */
const stateOf = (screen: Screen): Promise<string> =>
  until(
    async () => {
      const answer = await findAnswer(screen, 'vault/state');
      return answer?.ok ? answer.value.state : undefined;
    },
    { what: 'what the program says of the vault' },
  );
