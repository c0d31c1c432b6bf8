/** What Chromium's background holds in memory: its objects and its buffers, once nothing unused is counted. */
import type { Chromium } from './chromium';

interface Heap {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

export async function watchHeap(browser: Chromium): Promise<() => Promise<number>> {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('this browser cannot be asked');
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(browser.origin),
  );
  if (!worker) throw new Error('no background runs');
  const { sessionId } = await session.send('Target.attachToTarget', {
    targetId: worker.targetId,
    flatten: false,
  });
  const waiting = new Map<number, (result: Heap) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { readonly id: number; readonly result: Heap };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const ask = (method: string) =>
    new Promise<Heap>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      const message = JSON.stringify({ id: last, method });
      void session.send('Target.sendMessageToTarget', { sessionId, message });
    });
  return async () => {
    await ask('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await ask('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  };
}
