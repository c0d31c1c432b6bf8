import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachWithin } from '../../../components/keys/eachWithin';

interface Item {
  readonly id: number;
  readonly hosts: readonly string[];
}

const items = fc
  .array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }), { maxLength: 30 })
  .map((hosts) => hosts.map((names, id): Item => ({ id, hosts: names })));

const never = new AbortController().signal;
const limits = (signal = never, atOnce = 3) => ({ atOnce, signal, hostsOf: (item: Item) => item.hosts });
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

describe('eachWithin', () => {
  it('does each once, never more at a time than it may, never two at one host', async () => {
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 5 }), async (all, atOnce) => {
        const done: number[] = [];
        const running = new Set<Item>();
        await eachWithin(all, limits(never, atOnce), async (item) => {
          running.add(item);
          expect(running.size).toBeLessThanOrEqual(atOnce);
          const hosts = [...running].flatMap((other) => other.hosts);
          expect(new Set(hosts).size).toBe(hosts.length);
          await turns(1 + (item.id % 5));
          running.delete(item);
          done.push(item.id);
        });
        expect(done.sort((a, b) => a - b)).toEqual(all.map((item) => item.id));
      }),
    );
  });

  it('a slow host keeps no other waiting', async () => {
    const order: number[] = [];
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const all = [
      { id: 0, hosts: ['a'] },
      { id: 1, hosts: ['a'] },
      { id: 2, hosts: ['b'] },
    ];
    const whole = eachWithin(all, limits(), async (item) => {
      if (item.id === 0) await slow;
      order.push(item.id);
    });
    await turns(10);
    expect(order).toEqual([2]);
    release();
    await whole;
    expect(order).toEqual([2, 0, 1]);
  });

  it('starts nothing new once it is stopped, and ends when what runs has ended', async () => {
    const stop = new AbortController();
    const started: number[] = [];
    const all = Array.from({ length: 10 }, (_, id) => ({ id, hosts: ['a'] }));
    await eachWithin(all, limits(stop.signal), async (item) => {
      started.push(item.id);
      await turns(2);
      if (item.id === 2) stop.abort();
    });
    expect(started).toEqual([0, 1, 2]);
  });

  it('ends at once with nothing to do', async () => {
    await eachWithin([], limits(), async () => {
      throw new Error('nothing to do');
    });
  });
});
