/**
 * Reads a backup in. One pass: rows are sealed for this vault and staged, files are stored under ids that nobody names,
 * and only when the very end of the file was found right one transaction makes all of it visible. A second reading to
 * look first would cost a gigabyte's decryption again and promise no more.
 */
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { assertRoom } from '../files/room';
import { dropFiles } from '../files/store';
import { findContent } from '../session/content';
import { alone } from './alone';
import { Bring, type Counts } from './bring';
import { type BackupKeys, type Derive, openHeader } from './header';
import { readHeader, readItems } from './read';
import type { FromBackup, Taken, Under } from './sealed';
import { dropStaged, type Lot, Stage } from './staged';

export interface Importing {
  readonly file: Blob;
  readonly passphrase: string;
  /** The background opens the credentials and stages them under that number. */
  readonly takeKeys: (under: Under, lot: string, keys: readonly FromBackup[]) => Promise<Taken>;
  /** The background makes all of it visible, and writes down that it did. */
  readonly show: (lot: Lot) => Promise<unknown>;
  readonly signal?: AbortSignal | undefined;
  /** Between 0 and 1. */
  readonly tell?: ((done: number) => void) | undefined;
  readonly derive?: Derive | undefined;
}

export async function importBackup(importing: Importing): Promise<Counts> {
  const { file, passphrase, derive } = importing;
  const keys = await openHeader(await readHeader(file), passphrase, derive);
  await assertRoom(file.size);
  return alone(() => bringIn(importing, keys));
}

async function bringIn(importing: Importing, keys: BackupKeys): Promise<Counts> {
  const { file, takeKeys, show, signal, tell } = importing;
  let asked = 0;
  const vault = (await findContent()) ?? fail('locked');
  const lot = newId();
  // Whoever began one before is not at it any more: nobody else holds the lock.
  await dropStaged();
  const stage = new Stage(lot);
  const bring = new Bring({
    vault,
    stage,
    takeKeys: (all) => takeKeys({ key: keys.secrets, place: keys.id }, lot, all),
  });
  try {
    await bring.prepare();
    for await (const item of readItems(file, keys, (bytes) => tell?.(bytes / file.size))) {
      if (signal?.aborted) fail('backup-cancelled');
      await bring.take(item);
    }
    await bring.finish();
    await assertSameVault(vault.vaultId);
    if (signal?.aborted) fail('backup-cancelled');
    const { standing, isSpent } = bring;
    const count = stage.count + bring.keyRows;
    asked = count;
    await show({ lot, vaultId: vault.vaultId, count, standing, isSpent });
    return bring.counts;
  } catch (error) {
    const left = await dropStaged(lot);
    // The answer was lost on its way: none of the rows waits any more, so all of them are there.
    if (asked > 0 && left === 0) return bring.counts;
    await dropFiles(bring.begun);
    throw error;
  }
}

/** It may have been locked, or erased, meanwhile. */
async function assertSameVault(vaultId: string): Promise<void> {
  if ((await findContent())?.vaultId !== vaultId) fail('locked');
}
