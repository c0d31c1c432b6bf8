interface Limits<T> {
  readonly atOnce: number;
  /** Two items that share a host never run at the same time. */
  hostsOf(item: T): readonly string[];
  /** Aborted: nothing new starts, what runs ends by itself. */
  readonly signal: AbortSignal;
}

/** Works through the items, a few at a time and one for each host. `work` must not throw. */
export async function eachWithin<T>(
  items: readonly T[],
  { atOnce, hostsOf, signal }: Limits<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const busyHosts = new Set<string>();
  const running = new Set<Promise<void>>();

  const start = (item: T) => {
    const hosts = hostsOf(item);
    for (const host of hosts) busyHosts.add(host);
    const run = work(item).finally(() => {
      for (const host of hosts) busyHosts.delete(host);
      running.delete(run);
    });
    running.add(run);
  };
  const startWhatMay = () => {
    while (running.size < atOnce) {
      const next = waiting.findIndex((item) => !hostsOf(item).some((host) => busyHosts.has(host)));
      if (next < 0) return;
      waiting.splice(next, 1).forEach(start);
    }
  };

  for (;;) {
    if (!signal.aborted) startWhatMay();
    if (running.size === 0) return;
    await Promise.race(running);
  }
}
