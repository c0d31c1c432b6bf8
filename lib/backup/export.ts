/** Writes a backup, piece by piece, wherever the caller wants it. */

import type { Bytes } from '../core/bytes';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { CHUNK_BYTES } from '../seal/file';
import { findContent } from '../session/content';
import { type Derive, type NewBackup, newBackup } from './header';
import type { Choice } from './record';
import type { SealedSecret, Under } from './sealed';
import { newWritten, type Written, writeBackup } from './write';

export interface Exporting {
  /** Its keys, and all credentials, which the background handed out sealed under one of them. */
  readonly ready: Ready;
  readonly choice: Choice;
  /** Waited for: what was not taken yet is not piled up. */
  readonly take: (bytes: Bytes) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Between 0 and 1, as far as one can tell. */
  readonly tell?: ((done: number) => void) | undefined;
}

export interface Ready {
  readonly backup: NewBackup;
  readonly secrets: readonly SealedSecret[];
}

/** Comes first: whoever may not have a backup is told before anything is written. */
export async function prepareBackup(
  passphrase: string,
  askSecrets: (under: Under) => Promise<readonly SealedSecret[]>,
  derive?: Derive,
): Promise<Ready> {
  const backup = await newBackup(passphrase, derive);
  return { backup, secrets: await askSecrets({ key: backup.keys.secrets, place: backup.keys.id }) };
}

export async function exportBackup(exporting: Exporting): Promise<Written> {
  const { ready, choice, take, signal, tell } = exporting;
  const { backup } = ready;
  const vault = (await findContent()) ?? fail('locked');
  const secrets = new Map(ready.secrets.map(({ id, sealed }) => [id, sealed]));
  const expected = await guessBytes(choice);
  const written = newWritten();
  let byteCount = 0;
  for await (const bytes of writeBackup({ backup, vault, choice, secrets, signal }, written)) {
    await take(bytes);
    byteCount += bytes.length;
    tell?.(Math.min(0.99, byteCount / expected));
  }
  // A lock in the middle leaves readers without keys: what they could not open then is not damaged.
  if ((await findContent())?.vaultId !== vault.vaultId) fail('locked');
  return written;
}

/** Rows are small, as a rule. */
const ROW_BYTES = 2_000;

async function guessBytes({ hasLibrary, hasFiles }: Choice): Promise<number> {
  const { keys, jobs, ledger, activity, files } = openDb();
  const rows = [keys, ...(hasLibrary ? [jobs, ledger, activity] : [])];
  const counts = await Promise.all(rows.map((table) => table.count()));
  const chunkCount = hasLibrary && hasFiles ? await files.count() : 0;
  return (
    counts.reduce((sum, count) => sum + count * ROW_BYTES, CHUNK_BYTES) + chunkCount * (CHUNK_BYTES + 16)
  );
}
