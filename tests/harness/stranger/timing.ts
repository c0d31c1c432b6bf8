/** Whether an address can be told from another by how long it takes to fail. */
import type { Screen } from '../screen';

type Times = Record<string, { readonly fetched: number[]; readonly framed: number[] }>;

/** In turn, so that whatever else the machine does falls on all of them alike. */
export const timesOf = (screen: Screen, urls: readonly string[], rounds: number): Promise<Times> =>
  screen.evaluate(measure, { urls, rounds });

async function measure({ urls, rounds }: { urls: readonly string[]; rounds: number }): Promise<Times> {
  const times: Times = Object.fromEntries(urls.map((url) => [url, { fetched: [], framed: [] }]));
  const timed = async (work: () => Promise<unknown>) => {
    const since = performance.now();
    await work();
    return performance.now() - since;
  };
  const framed = (url: string) =>
    new Promise<void>((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = frame.onerror = () => {
        frame.remove();
        resolve();
      };
      frame.src = url;
      document.body.append(frame);
    });
  for (let round = 0; round < rounds; round += 1)
    for (const url of urls) {
      times[url]?.fetched.push(await timed(() => fetch(url).catch(() => undefined)));
      times[url]?.framed.push(await timed(() => framed(url)));
    }
  return times;
}

/** How often one of the first is longer than one of the second: 0.5 when nothing tells them apart. */
export function overlap(first: readonly number[], second: readonly number[]): number {
  const points = first.flatMap((a) => second.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return points.reduce((sum: number, point) => sum + point, 0) / points.length;
}
