/** How many requests are on their way, so that an update of the extension can wait for the last one. */
let inFlight = 0;
let waiting: (() => void)[] = [];

export async function counted<T>(request: () => Promise<T>): Promise<T> {
  inFlight += 1;
  try {
    return await request();
  } finally {
    inFlight -= 1;
    if (inFlight === 0) {
      const ready = waiting;
      waiting = [];
      for (const resolve of ready) resolve();
    }
  }
}

export const whenQuiet = (): Promise<void> =>
  inFlight === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
