/**
 * The ledger against the services' own bill: words, pictures and models of several keys, with everything that goes
 * wrong on the way, under a background that dies again and again. What is booked is what was billed, key by key; what
 * nobody could know stands apart, and is never called nothing.
 */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { compareUsd, sumUsd, usdOf } from '../../lib/core/money';
import { toE8 } from '../../lib/core/usd-e8';
import { openDb } from '../../lib/db/open';
import { awaitsCost, awaitsFinding } from '../../lib/jobs/held';
import { refreshModels } from '../../lib/jobs/lists';
import { isOver, type State } from '../../lib/jobs/record';
import { readUsage, sumBy } from '../../lib/usage/reads';
import type { Entry, Share } from '../../lib/usage/record';
import { withSecret } from '../../lib/vault/lend';
import { touch } from '../../lib/vault/session';
import { tokenBills } from '../harness/chat-play';
import { bills } from '../harness/stand-ins/openrouter/generations';
import { booksOf, rules } from '../harness/stand-ins/tripo/account';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { readJob, readLedger, type Stage, setStage } from '../jobs/stage';
import { Chance, chosenSeed } from '../torture/chance';
import { forgiveTheDead, gateFetch, Life } from './lives';
import { type Keys, type Wish, wish } from './wishes';

const WISHES = 500;
const AT_ONCE = 20;
const usual = { ...rules };

let stage: Stage;
let endForgiving = () => {};
let aheadMs = 0;
const skip = (ms: number) => {
  aheadMs += ms;
};

beforeEach(async () => {
  forgetTasks();
  Object.assign(rules, usual, { balance: 1_000_000 });
  stage = await setStage();
  await touch(null);
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [{}] });
  endForgiving = forgiveTheDead();
});

afterEach(() => endForgiving());

it('five hundred wishes', { timeout: 900_000 }, async () => {
  const chance = new Chance(chosenSeed(20_261_121));
  const keys: Keys = {
    openrouter: [stage.keyId, await stage.addKey(), await stage.addKey()],
    deepseek: [await stage.addKey('deepseek'), await stage.addKey('deepseek')],
    tripo: [await stage.addKey('tripo')],
  };
  await refreshModels('openrouter', 'text', true);
  await refreshModels('openrouter', 'image', true);
  await refreshModels('deepseek', 'text', true);
  await refreshModels('tripo', 'model3d', true);
  gateFetch();
  const realNow = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
  const wishes = Array.from({ length: WISHES }, (_, at) => wish(chance, at, keys));
  const deaths = await live(wishes, chance);
  expect(deaths).toBeGreaterThan(20);

  const ledger = await readLedger();
  expect(ledger.filter(({ replaces }) => replaces !== undefined).length).toBeGreaterThan(5);
  const entries = new Map(ledger.map((entry) => [entry.jobId, entry]));
  const all = await readBills(keys);
  const apart = new Set<string>();
  for (const one of wishes) if (!(await compare(one, entries.get(one.order.id), all))) apart.add(one.name);
  // Most of it is known, or this would compare nothing with nothing.
  expect(apart.size).toBeLessThan(WISHES / 3);
  expect(entries.size).toBeGreaterThan(WISHES / 2);

  const { cells, damaged } = await readUsage();
  expect(damaged).toBe(0);
  const shown = sumBy(cells, ({ keyId }) => keyId);
  for (const keyId of Object.values(keys).flat()) {
    const shares = wishes.flatMap(({ order, name }) =>
      sharesOf(entries.get(order.id))
        .filter((share) => share.keyId === keyId)
        .map((share) => ({ ...share, isApart: apart.has(name) })),
    );
    const booked = sumUsd(shares.flatMap(({ usd, isApart }) => (isApart ? [] : (usd ?? []))));
    const bill = sumUsd(
      all.filter((one) => one.keyId === keyId && !apart.has(one.wish)).map(({ usd }) => usd),
    );
    expect([keyId, booked]).toEqual([keyId, bill]);
    expect(Number(bill)).toBeGreaterThan(0);
    const inPage = shares.reduce((sum, { usd }) => sum + (toE8(usd ?? '0') ?? Number.NaN), 0);
    expect([keyId, shown.get(keyId)?.usdE8]).toEqual([keyId, inPage]);
    expect(shown.get(keyId)?.unknown).toBe(shares.filter(isUnknown).length);
  }
});

const sharesOf = (entry: Entry | undefined): Share[] => (entry ? [entry, ...(entry.others ?? [])] : []);
const isUnknown = ({ usd }: Share): boolean => usd === undefined;

/** True when all of its price is known: then it is what was billed, to the last digit. */
async function compare(
  { name, order }: Wish,
  entry: Entry | undefined,
  all: readonly Bill[],
): Promise<boolean> {
  const { state } = await readJob(order.id);
  const told = `${order.prompt}: ${state.place} ${JSON.stringify(state.problem)}`;
  const billed = sumUsd(all.filter(({ wish }) => wish === name).map(({ usd }) => usd));
  const shares = sharesOf(entry);
  const known = sumUsd(shares.flatMap(({ usd }) => usd ?? []));
  expect([told, isOver(state.place), state.isBooked]).toEqual([told, true, true]);
  if (!shares.some(isUnknown)) {
    expect([told, known]).toEqual([told, billed]);
    return true;
  }
  // Unknown, and never more than was billed; and not where its service told it.
  expect([told, compareUsd(known, billed) <= 0]).toEqual([told, true]);
  expect([told, state.place === 'done' && !order.prompt.includes('usage=none')]).toEqual([told, false]);
  return false;
}

interface Bill {
  readonly keyId: string;
  readonly wish: string;
  readonly usd: string;
}

/** As each service has it, in its own coin and at its own prices. */
async function readBills(keys: Keys): Promise<Bill[]> {
  const bearers = new Map<string, string>();
  for (const keyId of Object.values(keys).flat())
    bearers.set(await withSecret(keyId, async ({ apiKey }) => apiKey ?? ''), keyId);
  const of = (key: string, wish: string, usd: string): Bill[] => {
    const keyId = bearers.get(key);
    return keyId === undefined ? [] : [{ keyId, wish, usd }];
  };
  const inDollars = bills.flatMap(({ key, wish, costUsd }) => of(key, wish, usdOf(costUsd) ?? 'no amount'));
  const inTokens = tokenBills.flatMap(({ key, wish, counts }) => of(key, wish, priceOfTokens(counts)));
  const inCredits = [...bearers.keys()].flatMap((key) => {
    const { creations, taken } = booksOf(key);
    const costs = creations.map(({ words }) => ({ words, credits: creditsOf(words) }));
    expect(costs.reduce((sum, { credits }) => sum + credits, 0)).toBeCloseTo(taken, 6);
    return costs.flatMap(({ words, credits }) => of(key, wordOf(words), usdOf(credits / 100) ?? 'no amount'));
  });
  return [...inDollars, ...inTokens, ...inCredits];
}

const wordOf = (words: string): string => /\bjob=\d+/.exec(words)?.[0] ?? '';

/** What failed is given back; somebody has a reduction. */
const creditsOf = (words: string): number =>
  words.includes('error=fatal') ? 0 : words.includes('quirks=decimals') ? 19.4 : 20;

/** https://api-docs.deepseek.com/quick_start/pricing: $0.15 and $0.60 a million; of each prompt three are cached, at $0.003. */
const priceOfTokens = ({ prompt, completion }: { prompt: number; completion: number }): string =>
  usdOf(((prompt - 3) * 150 + 3 * 3 + completion * 600) / 1e9) ?? 'no amount';

/** All of them, a few at a time, under lives that end anywhere. Returns how many ended. */
async function live(wishes: readonly Wish[], chance: Chance): Promise<number> {
  let deaths = 0;
  let life = await Life.begin();
  const alive = async (): Promise<Life> => {
    if (life.isAlive) return life;
    deaths += 1;
    life = await Life.begin();
    await life.pump();
    return life;
  };
  for (let at = 0; at < wishes.length; at += AT_ONCE) {
    const batch = wishes.slice(at, at + AT_ONCE);
    life.left = 1 + chance.below(150);
    for (const { order } of batch) await startOnce(order.id, async () => (await alive()).start(order));
    await settled(batch, alive, (place) => isOver(place));
  }
  life.left = Number.POSITIVE_INFINITY;
  await settled(wishes, alive, (place, state) => {
    return isOver(place) && state.isBooked === true && !awaitsCost(state) && !awaitsFinding(state);
  });
  life.die();
  return deaths;
}

/** As pages ask: once more, under the same id, when nobody was left to answer. */
async function startOnce(id: string, start: () => Promise<unknown>): Promise<void> {
  for (;;) {
    await start();
    if (await openDb().jobs.where('id').equals(id).first()) return;
  }
}

async function settled(
  wishes: readonly Wish[],
  alive: () => Promise<Life>,
  isSettled: (place: State['place'], state: State) => boolean,
): Promise<void> {
  let left = [...wishes];
  for (let times = 0; left.length > 0; times += 1) {
    if (times > 2_000) throw new Error(`never ends: ${left.map(({ order }) => order.prompt).join('; ')}`);
    const life = await alive();
    await life.pump();
    // Whoever works has a moment of real time; whoever waits has half a minute of the clock's.
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (times % 10 === 9) skip(31_000);
    const states = await Promise.all(left.map(async ({ order }) => (await readJob(order.id)).state));
    left = left.filter((_, at) => {
      const state = states[at];
      return !state || !isSettled(state.place, state);
    });
  }
}
