/** How much the program holds in buffers at a time, without what is only waiting to be thrown away. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What was made before is thrown away first: otherwise the garbage of the preparation would hide what is used. */
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

export async function settled(): Promise<number> {
  if (typeof collect !== 'function') throw new Error('no garbage collector');
  collect();
  // Buffers are given back a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  return process.memoryUsage().arrayBuffers;
}

export class Meter {
  #most = 0;
  readonly #timer = setInterval(() => this.look(), 50);
  look = (): void => {
    this.#most = Math.max(this.#most, process.memoryUsage().arrayBuffers);
  };
  end(): number {
    clearInterval(this.#timer);
    this.look();
    return this.#most;
  }
}
