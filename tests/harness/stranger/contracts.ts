/** The names of all messages that there are, read from the disk: a message of tomorrow is tried too. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../lib/messages/', import.meta.url);

export const contractNames = (): string[] =>
  readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bname: '([a-z/-]+)'/g)].flatMap(
      ([, name]) => name ?? [],
    ),
  );
