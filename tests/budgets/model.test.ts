/** Whatever comes, in whatever order and however much at once: a hard limit holds, and what is counted is what was sent. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Budget } from '../../lib/budgets/record';
import type { OpenVault } from '../../lib/vault/session';
import { newVault } from '../keys/bench';
import { KEYS } from './keys';
import { openForGood, type Wish, World } from './world';

type Command = fc.AsyncCommand<object, World>;

const HOUR_MS = 3_600_000;

class Burst implements Command {
  constructor(readonly wishes: readonly Wish[]) {}
  check = () => true;
  run = async (_: object, world: World) => {
    await world.sendAll(this.wishes);
    await agree(world);
  };
  toString = () => `send ${JSON.stringify(this.wishes)}`;
}

/** `share`: of the most that it could come to; more than 1 is a price that moved. */
class End implements Command {
  constructor(
    readonly which: number,
    readonly share: number | undefined,
  ) {}
  check = () => true;
  run = async (_: object, world: World) => {
    const id = pick(world.jobs, this.which);
    const worst = world.lines.get(id)?.worst ?? 50;
    await world.end(id, this.share === undefined ? undefined : Math.floor(worst * this.share));
    await agree(world);
  };
  toString = () => `end ${this.which} at ${this.share}`;
}

class Refused implements Command {
  constructor(readonly which: number) {}
  check = () => true;
  run = async (_: object, world: World) => {
    await world.refuse(pick(world.jobs, this.which));
    await agree(world);
  };
  toString = () => `refused ${this.which}`;
}

class Die implements Command {
  check = () => true;
  run = async (_: object, world: World) => {
    await world.die();
    await agree(world);
  };
  toString = () => 'die';
}

class Learn implements Command {
  constructor(
    readonly which: number,
    readonly share: number,
  ) {}
  check = () => true;
  run = async (_: object, world: World) => {
    const id = pick(world.lost, this.which);
    await world.learn(id, Math.floor((world.lines.get(id)?.worst ?? 50) * this.share));
    await agree(world);
  };
  toString = () => `learn ${this.which} at ${this.share}`;
}

class Lift implements Command {
  constructor(readonly which: number) {}
  check = () => true;
  run = async (_: object, world: World) => {
    await world.lift(this.which);
    await agree(world);
  };
  toString = () => `lift ${this.which}`;
}

class Forget implements Command {
  check = () => true;
  run = async (_: object, world: World) => {
    await world.forget();
    await agree(world);
  };
  toString = () => 'forget';
}

class Tear implements Command {
  constructor(readonly wish: Wish) {}
  check = () => true;
  run = async (_: object, world: World) => {
    await world.tear(this.wish);
    await agree(world);
  };
  toString = () => 'tear';
}

/** Forward over midnights and ends of months; back by less than a day, as whoever flies west. */
class Pass implements Command {
  constructor(readonly hours: number) {}
  check = () => true;
  run = async (_: object, world: World) => {
    const nowMs = Math.max(Date.now() + this.hours * HOUR_MS, latestMs - 20 * HOUR_MS);
    latestMs = Math.max(latestMs, nowMs);
    vi.setSystemTime(nowMs);
    await agree(world);
  };
  toString = () => `pass ${this.hours} h`;
}

let latestMs = 0;
let open: OpenVault;

async function agree(world: World): Promise<void> {
  await world.assertAgrees();
  world.assertUnderLimits();
}

const pick = (jobs: ReadonlyMap<string, unknown>, which: number): string =>
  [...jobs.keys()][which % (jobs.size || 1)] ?? '';

const wish = fc.record({
  key: fc.nat(KEYS.length - 1),
  worst: fc.constantFrom(0, 10, 100, 400, undefined),
  isLetThrough: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
});
const budget: fc.Arbitrary<Omit<Budget, 'id'>> = fc
  .record({
    who: fc.constantFrom({}, { provider: 'acme' }, { provider: 'acme', keyId: KEYS[0].id }),
    period: fc.constantFrom('day' as const, 'month' as const),
    what: fc.constantFrom(
      { unit: 'usd' as const, limit: 1_000 },
      { unit: 'calls' as const, limit: 7 },
      { unit: 'tokens' as const, limit: 20 },
    ),
    isHard: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
  })
  .map(({ who, what, ...rest }) => ({ ...who, ...what, ...rest }));
const commands = fc.commands(
  [
    fc.array(wish, { minLength: 1, maxLength: 10 }).map((wishes) => new Burst(wishes)),
    fc.tuple(fc.nat(20), fc.constantFrom(0, 0.1, 0.5, 1, 1.3, undefined)).map(([a, b]) => new End(a, b)),
    fc.nat(20).map((which) => new Refused(which)),
    fc.constant(new Die()),
    fc.constant(new Forget()),
    fc.tuple(fc.nat(20), fc.constantFrom(0, 0.5, 1.3)).map(([a, b]) => new Learn(a, b)),
    fc.nat(20).map((which) => new Lift(which)),
    wish.map((one) => new Tear(one)),
    fc.constantFrom(-12, -3, 5, 24, 200, 750).map((hours) => new Pass(hours)),
  ],
  { maxCommands: 25 },
);

beforeAll(async () => {
  await newVault();
  open = await openForGood();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 21, 9) });
});
afterAll(() => void vi.useRealTimers());

describe('budgets', () => {
  it('hold, and count what was sent and nothing else', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(budget, { minLength: 1, maxLength: 4 }),
        commands,
        async (budgets, sequence) => {
          vi.setSystemTime(new Date(2026, 10, 21, 9));
          latestMs = Date.now();
          const world = await World.begin(open, budgets);
          await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('let ten at once through as far as they fit, one after the other', async () => {
    const world = await World.begin(open, [{ period: 'day', unit: 'usd', limit: 250, isHard: true }]);
    await world.sendAll(Array.from({ length: 10 }, () => ({ key: 0, worst: 100, isLetThrough: false })));
    expect(world.jobs.size).toBe(2);
    await world.assertAgrees();
  });
});
