/** How an unchanged build meets stand-ins: names are mapped, one public key is accepted, all else is closed. */
import type { Server } from './server';

export const flagsFor = (server: Server | undefined): string[] => [
  // A proxy of the environment would see the hosts' names before they are mapped.
  '--no-proxy-server',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  ...(server
    ? [
        `--host-resolver-rules=MAP * 127.0.0.1:${server.port}, EXCLUDE 127.0.0.1`,
        `--ignore-certificate-errors-spki-list=${server.certificate.spki}`,
      ]
    : ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']),
];
