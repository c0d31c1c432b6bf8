/** Whatever happens in whatever order, a job in 3D is paid once, never lost, and says nothing that is not so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOver, type State } from '../../lib/jobs/record';
import { World } from './life-3d';

interface Before {
  readonly state: State;
  readonly wanted: number;
}

type Deed = (world: World, mood: number) => void;

const DEEDS: readonly Deed[] = [
  (world) => world.tick(),
  (world) => world.tick(),
  (world, mood) => world.deliver(mood),
  (world, mood) => world.deliver(mood),
  (world) => world.answer(),
  (world) => world.answer(),
  (world, mood) => world.work(mood),
  (world) => world.cut(),
  (world) => world.die(),
  (world) => world.live(),
  (world) => {
    world.isOpen = !world.isOpen;
  },
  (world) => {
    world.isOnline = !world.isOnline;
  },
  (world, mood) => {
    world.nowMs += 1_000 * (mood + 1) ** 2;
  },
  (world) => world.stop(),
  (world) => world.look(),
  (world) => world.collect(),
  (world) => world.retry(),
  (world) => {
    world.others = Math.min(2, world.others + 1);
  },
  (world) => {
    world.hasRival = !world.hasRival;
  },
  (world) => {
    world.hasTwin = !world.hasTwin;
  },
  (world) => world.adopt(),
];

const story = fc.array(fc.nat({ max: DEEDS.length * 16 - 1 }), { maxLength: 40, size: 'max' });

const play = (world: World, deeds: readonly number[], after: (before: Before) => void) => {
  for (const deed of deeds) {
    const before = { state: world.state, wanted: world.wanted };
    DEEDS[deed % DEEDS.length]?.(world, Math.floor(deed / DEEDS.length));
    after(before);
  }
};

/** What holds after each single thing that happens. */
function assertSound(world: World, before: Before): void {
  const { state, tasks } = world;
  const billed = tasks.filter(({ status }) => status !== 'failed');
  // Paid once, however often it was asked for: "Try again" is there only for what cost nothing.
  if (billed.length > 1) throw new Error('Paid twice.');
  if (tasks.length > world.wanted) throw new Error('Created more often than anybody asked.');
  const isBilled = billed.length > 0;
  if (isBilled && isOver(state.place) && state.charge === 'none') throw new Error('Called free, and billed.');
  if (isBilled && state.place === 'draft') throw new Error('Would be sent again.');
  if (state.place === 'done' && !state.made?.some(({ role }) => role === 'model'))
    throw new Error('Called done, and nothing is there.');
  const { operation } = before.state;
  if (operation !== undefined && state.operation !== operation && world.wanted === before.wanted)
    throw new Error('The handle is gone.');
  if (String(state.operation).startsWith('foreign')) throw new Error('Took what is not its own.');
  if (world.isGreedy) throw new Error('Took what may be the other one’s.');
  if (state.seq < before.state.seq) throw new Error('Went back in time.');
  if (before.state.place === 'done' && state.place !== 'done') throw new Error('Undone.');
}

/** Everything is well again, and somebody asks after it. */
function settle(world: World): void {
  world.isOnline = true;
  world.isOpen = true;
  world.live();
  for (let round = 0; round < 12; round += 1) {
    world.nowMs += 60_000;
    world.look();
    world.adopt();
    world.collect();
    world.tick();
    world.deliver(7);
    world.answer();
    world.work(1);
    world.deliver(7);
    world.answer();
  }
}

describe('the life of a job in 3D', () => {
  it('keeps its promises through a hundred thousand stories', () => {
    let deaths = 0;
    let found = 0;
    fc.assert(
      fc.property(story, (deeds) => {
        const world = new World();
        play(world, deeds, (before) => assertSound(world, before));
        const wasUnknown = world.state.place === 'uncertain' && world.tasks.length === 1;
        settle(world);
        assertSound(world, world);
        deaths += world.boot - 1;
        const task = world.tasks.at(-1);
        if (wasUnknown && world.state.operation === task?.id) found += 1;
        // Nothing that was paid for is lost: it is here, or the provider gave the money back.
        if (task?.status === 'success' && world.state.place !== 'done')
          throw new Error(`Paid for and lost: ${world.state.place} ${JSON.stringify(world.state.problem)}`);
        if (!isOver(world.state.place)) throw new Error(`Never ends: ${world.state.place}`);
      }),
      { numRuns: 100_000 },
    );
    // The stories were worth telling.
    expect(deaths).toBeGreaterThan(10_000);
    expect(found).toBeGreaterThan(1_000);
  });
});
