/**
 * Makes Node's own `fetch` reach the server under the real hosts' names, with the certificate truly checked.
 * The built-in fetch takes no agent without a further package, but it opens each connection with `tls.connect`.
 */
import tls from 'node:tls';
import type { Server } from './server';

/** Returns what puts things back. */
export function reachOnly(server: Server): () => void {
  const { connect } = tls;
  const { fetch } = globalThis;
  const redirected = (options: tls.ConnectionOptions) =>
    connect({ ...options, host: '127.0.0.1', port: server.port, ca: server.certificate.cert });
  tls.connect = redirected as typeof tls.connect;
  globalThis.fetch = async (input, init) => abortable(await fetch(input, init), init?.signal ?? undefined);
  return () => {
    tls.connect = connect;
    globalThis.fetch = fetch;
  };
}

/**
 * Browsers stop a body that is being read when its signal is aborted. Node does so only as long as nothing was
 * collected meanwhile: it keeps its own controller by a weak reference (seen with Node 20).
 */
function abortable(response: Response, signal: AbortSignal | undefined): Response {
  if (!response.body || !signal) return response;
  const body = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
  return new Response(body, response);
}
