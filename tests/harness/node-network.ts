/**
 * Makes Node's own `fetch` reach the server under the real hosts' names, with the certificate truly checked.
 * The built-in fetch takes no agent without a further package, but it opens each connection with `tls.connect`.
 */
import tls from 'node:tls';
import type { Server } from './server';

/** Returns what puts things back. */
export function reachOnly(server: Server): () => void {
  const connect = tls.connect;
  const redirected = (options: tls.ConnectionOptions) =>
    connect({ ...options, host: '127.0.0.1', port: server.port, ca: server.certificate.cert });
  tls.connect = redirected as typeof tls.connect;
  return () => {
    tls.connect = connect;
  };
}
