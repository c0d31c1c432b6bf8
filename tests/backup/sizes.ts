/** A library of any size goes out and comes in, and memory holds a small part of it at a time. */
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
import { Meter, settled } from '../harness/buffers';
import { cheaply } from '../vault/stage';
import { EVERYTHING, makeVault, PASSPHRASE, picture, putJob, readIn, requestOf, stateOf } from './stage';

const MEGABYTE = 1024 * 1024;
const FILE_BYTES = 25 * MEGABYTE;
/** What may be on its way at a time, and what the engine has not thrown away yet: however large the library is. */
const ROOM = 80 * MEGABYTE;

/** The database of this test lies in memory too: what it holds is no burden of the program's. */
const storedBytes = async () => (await openDb().files.count()) * (CHUNK_BYTES + 16);

async function beginnings(file: KeptFile): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(file)) pieces.push(piece.slice(0, 64));
  return pieces;
}

export function describeSize(what: string, fileCount: number): void {
  describe(what, { timeout: 1_800_000 }, () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'firekeep-large-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let file: string;
    let first: KeptFile;

    const told = (how: string, mostBytes: number, startMs: number) =>
      process.env.FIREKEEP_TELL &&
      console.log(
        `${what}, ${how}: ${Math.round(mostBytes / MEGABYTE)} MB at the most, ${Date.now() - startMs} ms`,
      );

    it('are written piece by piece', async () => {
      await makeVault();
      for (let at = 0; at < fileCount; at += 1) {
        const kept = await picture(FILE_BYTES);
        first ??= kept;
        await putJob(requestOf(), stateOf({ images: [kept] }));
      }
      expect(await storedBytes()).toBeGreaterThan(fileCount * FILE_BYTES);
      file = join(folder, `${newId()}.firekeep`);
      const stream = createWriteStream(file);
      const base = await settled();
      const meter = new Meter();
      const startMs = Date.now();
      await exportBackup({
        ready: await prepareBackup(PASSPHRASE, sealAll, cheaply),
        choice: EVERYTHING,
        take: (bytes) =>
          new Promise((resolve, reject) =>
            stream.write(bytes, (error) => (error ? reject(error) : resolve())),
          ),
      });
      stream.end();
      await finished(stream);
      const most = meter.end() - base;
      told('written', most, startMs);
      expect(most).toBeLessThan(ROOM);
    });

    it('are read in piece by piece, and are the same', async () => {
      const before = await beginnings(first);
      await makeVault();
      const base = await settled();
      const meter = new Meter();
      const startMs = Date.now();
      expect(await readIn(await openAsBlob(file))).toMatchObject({ jobs: fileCount, files: fileCount });
      const most = meter.end() - base - (await storedBytes());
      told('read', most, startMs);
      expect(most).toBeLessThan(ROOM);
      const { vaultId, content: key } = await requireOpen();
      const [row] = await openDb().jobs.toArray();
      const image = row && (await openJob({ vaultId, key }, row)).state.images[0];
      const after = image ? await beginnings(image) : [];
      expect(after.length).toBe(FILE_BYTES / CHUNK_BYTES);
      expect(after).toEqual(before);
    });
  });
}
