/** What leaves is written down as it leaves; what comes back is counted while somebody else reads it. */
import type { Exchange } from '../core/exchange';

type About = Pick<Exchange, 'method' | 'isBilled' | 'isFile'>;

/** The query stays out: signatures and codes stand there. */
export function newExchange(address: string, about: About): Exchange {
  const { host, pathname } = new URL(address);
  return { ...about, atMs: Date.now(), host, path: pathname, sentBytes: 0, receivedBytes: 0 };
}

export function sizeOf(body: BodyInit | undefined): number {
  if (body instanceof FormData)
    return [...body.values()].reduce((sum, part) => sum + new Blob([part]).size, 0);
  if (typeof body === 'string' || body instanceof Blob) return new Blob([body]).size;
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : 0;
}

/** The same answer. Its bytes are counted piece by piece as they are asked for: nothing waits for that. */
export function counting(response: Response, exchange: Exchange): Response {
  exchange.status = response.status;
  if (!response.body) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        exchange.receivedBytes += value.length;
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
