/** `npm run torture`: a gigabyte into a real browser and out of it again, while it holds a small part at a time. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catchDownloads } from '../harness/downloads';
import { PASSPHRASE } from '../harness/journey';
import { watchMemory } from '../harness/memory';
import { BACKUP_PASSPHRASE, wholeOf, writeBackupFile } from '../harness/planted-backup';
import { type Server, startServer } from '../harness/server';
import { Importing } from './importing';

const MEGABYTE = 1024 * 1024;
/** Of all processes of the browser, its own buffers and caches included. */
const ROOM = 400 * MEGABYTE;

let server: Server;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'firekeep-gigabyte-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

const tell = (what: string, moreBytes: number | undefined, startMs: number): void => {
  if (process.env.FIREKEEP_TELL)
    console.log(what, Math.round((moreBytes ?? 0) / MEGABYTE), 'MB more,', Date.now() - startMs, 'ms');
};

it('Chromium takes in a gigabyte, and hands it out', async () => {
  const planned = { results: 41, chunksEach: 400, fields: server.credential('openrouter') };
  const file = join(folder, 'planned.firekeep');
  await writeBackupFile(file, planned);
  expect(statSync(file).size).toBeGreaterThan(1024 * MEGABYTE);
  const profile = join(folder, 'profile');
  const importing = await Importing.begin('chromium', server, profile, file, wholeOf(planned));
  const downloads = await catchDownloads(importing.browser);
  try {
    const reading = { end: watchMemory(profile), startMs: Date.now() };
    await importing.untroubled(600_000);
    const read = reading.end();
    tell('read', read, reading.startMs);

    const { screen } = importing;
    const making = screen.find('region', 'Make a backup');
    const writing = { end: watchMemory(profile), startMs: Date.now() };
    await making.field('Backup passphrase').fill(BACKUP_PASSPHRASE);
    await making.find('button', 'Export backup').click();
    const dialog = screen.find('dialog', 'Export backup');
    await dialog.field('Passphrase').fill(PASSPHRASE);
    await dialog.find('button', 'Export backup').click();
    const made = await downloads.next(600_000);
    const written = writing.end();
    tell('written', written, writing.startMs);

    // The same pictures again: what is more, or less, are rows.
    expect(Math.abs(statSync(made).size - statSync(file).size)).toBeLessThan(MEGABYTE);
    expect(read ?? 0).toBeLessThan(ROOM);
    expect(written ?? 0).toBeLessThan(ROOM);
  } finally {
    downloads.clear();
    await importing.browser.close();
  }
});
