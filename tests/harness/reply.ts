/** Puts on the wire what a stand-in says: at once, late, bit by bit, or not at all. */
import type { ServerResponse } from 'node:http';
import type { Sending } from './script';
import type { Said } from './stand-ins/shape';

export async function reply(response: ServerResponse, said: Said): Promise<void> {
  const sending = sendingTo(response);
  if (said.afterMs) await sending.wait(said.afterMs);
  if (said.isDropped) return sending.drop();
  if (sending.isGone) return;
  response.writeHead(said.status, { 'content-type': typeOf(said.body), ...said.headers });
  if (said.stream) {
    response.flushHeaders();
    await said.stream(sending);
    response.end();
    return;
  }
  response.end(toBytes(said.body));
}

const typeOf = (body: unknown): string => {
  if (body instanceof Uint8Array) return 'application/octet-stream';
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
};

const toBytes = (body: unknown): string | Uint8Array | undefined =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);

function sendingTo(response: ServerResponse): Sending {
  let isGone = false;
  const gone = new Promise<void>((resolve) =>
    response.once('close', () => {
      isGone = true;
      resolve();
    }),
  );
  return {
    write: (text) =>
      isGone
        ? Promise.resolve()
        : Promise.race([new Promise<void>((sent) => response.write(text, () => sent())), gone]),
    wait: (ms) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      return Promise.race([late, gone]).finally(() => clearTimeout(timer));
    },
    drop: () => void response.socket?.destroy(),
    get isGone() {
      return isGone;
    },
  };
}
