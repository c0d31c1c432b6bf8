/** Which files of the build a page loads, and when. A load of its own: listening costs time. */
import type { Chromium } from './chromium';
import { load, type Marks } from './probe';
import { type Sized, sized } from './sizes';

export interface Traffic {
  /** Come in whole by the time the page can be used. */
  readonly untilUsable: readonly Sized[];
  /** With everything that comes by itself afterwards. */
  readonly byItself: readonly Sized[];
}

interface Request {
  readonly path: string;
  finishedMs: number;
}

export async function listenToLoad(
  browser: Chromium,
  build: string,
  page: string,
  marks: Marks,
): Promise<Traffic> {
  await browser.stopWorker();
  const tab = await browser.openTab();
  const requests = new Map<string, Request>();
  let startMs: number | undefined;
  const stop = tab.listen(({ method, params }) => {
    const { requestId, timestamp, request } = params as {
      requestId: string;
      timestamp: number;
      request?: { url: string };
    };
    if (method === 'Network.requestWillBeSent' && request?.url.startsWith(browser.origin)) {
      startMs ??= timestamp * 1000;
      requests.set(requestId, {
        path: new URL(request.url).pathname.slice(1),
        finishedMs: Number.POSITIVE_INFINITY,
      });
    }
    const known = requests.get(requestId);
    if (method === 'Network.loadingFinished' && known) known.finishedMs = timestamp * 1000 - (startMs ?? 0);
  });
  await tab.send('Network.enable');
  const { usableMs } = await load(tab, `${browser.origin}/${page}`, marks);
  stop();
  await tab.close();
  const all = [...requests.values()];
  const inTime = all.filter(({ finishedMs }) => finishedMs <= usableMs);
  const toSized = (some: readonly Request[]) =>
    sized(
      build,
      some.map(({ path }) => path),
    );
  return { untilUsable: toSized(inTime), byItself: toSized(all) };
}
