/** One port for TLS and for plain HTTP: what should never be sent in the clear must be seen when it is. */
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Certificate } from './certificate';

export interface Ears {
  onRequest(request: IncomingMessage, response: ServerResponse): void;
  onPlain(request: IncomingMessage): void;
  onUpgrade(request: IncomingMessage): void;
}

const TLS_HANDSHAKE = 0x16;

export async function listen(
  { key, cert }: Certificate,
  ears: Ears,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const secure = createSecure({ key, cert, keepAliveTimeout: 60_000 }, ears.onRequest);
  const plain = createPlain((request, response) => {
    ears.onPlain(request);
    response.destroy();
  });
  for (const server of [secure, plain])
    server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
      ears.onUpgrade(request);
      socket.destroy();
    });

  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away is part of the play; without a listener it would end the process.
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (door.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
