/** Two hundred megabytes go out and come in, and memory holds a small part of them at a time. */
import 'fake-indexeddb/auto';
import { createWriteStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBackup, prepareBackup } from '../../lib/backup/export';
import { sealAll } from '../../lib/backup/sealed';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import type { KeptFile } from '../../lib/files/record';
import { readPieces } from '../../lib/files/store';
import { openJob } from '../../lib/jobs/rows';
import { CHUNK_BYTES } from '../../lib/seal/file';
import { requireOpen } from '../../lib/vault/session';
import { cheaply } from '../vault/stage';
import { EVERYTHING, makeVault, PASSPHRASE, picture, putJob, readIn, requestOf, stateOf } from './stage';

const MEGABYTE = 1024 * 1024;
const FILES = 8;
const FILE_BYTES = 25 * MEGABYTE;
/** What may be on its way at a time, and what the engine has not thrown away yet. */
const ROOM = 80 * MEGABYTE;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firekeep-large-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The database of this test lies in memory too: what it holds is no burden of the program's. */
const storedBytes = async () => (await openDb().files.count()) * (CHUNK_BYTES + 16);

class Meter {
  #most = 0;
  readonly #timer = setInterval(() => this.look(), 50);
  look = (): void => {
    this.#most = Math.max(this.#most, process.memoryUsage().arrayBuffers);
  };
  end(): number {
    clearInterval(this.#timer);
    this.look();
    return this.#most;
  }
}

describe('two hundred megabytes', { timeout: 600_000 }, () => {
  const path = () => join(folder, `${newId()}.firekeep`);
  let file: string;
  let first: KeptFile;

  it('are written piece by piece', async () => {
    await makeVault();
    for (let at = 0; at < FILES; at += 1) {
      const kept = await picture(FILE_BYTES);
      first ??= kept;
      await putJob(requestOf(), stateOf({ images: [kept] }));
    }
    const before = await storedBytes();
    expect(before).toBeGreaterThan(200 * MEGABYTE);
    file = path();
    const stream = createWriteStream(file);
    const meter = new Meter();
    const base = process.memoryUsage().arrayBuffers;
    await exportBackup({
      ready: await prepareBackup(PASSPHRASE, sealAll, cheaply),
      choice: EVERYTHING,
      take: (bytes) =>
        new Promise((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve()))),
    });
    stream.end();
    await finished(stream);
    expect(meter.end() - base).toBeLessThan(ROOM);
  });

  it('are read in piece by piece, and are the same', async () => {
    const before: Uint8Array[] = [];
    for await (const piece of readPieces(first)) before.push(piece.slice(0, 64));
    await makeVault();
    const meter = new Meter();
    const base = process.memoryUsage().arrayBuffers;
    expect(await readIn(await openAsBlob(file))).toMatchObject({ jobs: FILES, files: FILES });
    expect(meter.end() - base - (await storedBytes())).toBeLessThan(ROOM);
    const { vaultId, content: key } = await requireOpen();
    const [row] = await openDb().jobs.toArray();
    const image = row && (await openJob({ vaultId, key }, row)).state.images[0];
    const after: Uint8Array[] = [];
    if (image) for await (const piece of readPieces(image)) after.push(piece.slice(0, 64));
    expect(after.length).toBe(FILE_BYTES / CHUNK_BYTES);
    expect(after).toEqual(before);
  });
});
