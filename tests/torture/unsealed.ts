/** All that lies in the database, opened here by whoever knows the passphrase; the program is not asked. */
import { type Activity, activitySchema } from '../../lib/activity/record';
import { type Bytes, toBase64 } from '../../lib/core/bytes';
import { ProblemError } from '../../lib/core/problem';
import { z } from '../../lib/core/zod';
import { type Defaults, defaultsSchema, type KeyRecord, keyRecordSchema } from '../../lib/keys/record';
import { autoLockSettingSchema, type Proof } from '../../lib/messages/vault';
import { deriveKek } from '../../lib/seal/argon2';
import { importSealKey, openJson, type SealKey } from '../../lib/seal/envelope';
import { deriveSubkeys } from '../../lib/seal/subkeys';
import { openUnlocker } from '../../lib/seal/unlocker';
import type { Rows } from '../harness/rows';

export interface UnsealedKey {
  readonly record: KeyRecord;
  readonly secret: Readonly<Record<string, string>> | null;
  readonly rev: number;
}

export interface Unsealed {
  /** The one of those that were tried that opens the vault. */
  readonly passphrase: string;
  readonly proof: Proof;
  readonly keys: readonly UnsealedKey[];
  readonly defaults: Defaults;
  readonly autoLock: number | null | undefined;
  readonly activity: readonly Activity[];
}

const keks = new Map<string, Bytes>();

/** Argon2 is the slow part, and its answer for a passphrase and a salt never changes. */
export function rememberKek(passphrase: string, salt: string, kek: Bytes): void {
  keks.set(`${salt} ${passphrase}`, kek);
}

/** Throws when anything at all does not open, and when not exactly one of the passphrases does. */
export async function unseal(rows: Rows, passphrases: readonly string[]): Promise<Unsealed> {
  const [vault] = rows.vault;
  if (!vault) throw new Error('there is no vault');
  const { vaultId } = vault;
  const opening = await openWithOne(rows, vaultId, passphrases);
  const subkeys = await deriveSubkeys(opening.vaultKey, vaultId);
  const content = await importSealKey(subkeys.content);
  const secrets = await importSealKey(subkeys.secrets);
  const open = opener(vaultId);
  const setting = async <T>(id: string, schema: z.ZodMiniType<T>) => {
    const row = rows.settings.find((entry) => entry.id === id);
    return row && open(content, 'setting', id, row.sealed, schema);
  };
  return {
    passphrase: opening.passphrase,
    proof: opening.proof,
    keys: await Promise.all(
      rows.keys.map(async (row) => ({
        record: await open(content, 'key-record', row.id, row.sealed, keyRecordSchema),
        secret:
          row.secret &&
          (await open(secrets, 'key-secret', row.id, row.secret, z.record(z.string(), z.string()))),
        rev: row.rev,
      })),
    ),
    defaults: (await setting('defaults', defaultsSchema)) ?? {},
    autoLock: (await setting('auto-lock', autoLockSettingSchema))?.minutes,
    activity: await Promise.all(
      rows.activity.map((row) => open(content, 'activity', row.id, row.sealed, activitySchema)),
    ),
  };
}

/** What pages could read, opened past the program. */
export async function openContent(rows: Rows, passphrase: string) {
  const [vault] = rows.vault;
  if (!vault) throw new Error('there is no vault');
  const { vaultId } = vault;
  const { vaultKey, proof } = await openWithOne(rows, vaultId, [passphrase]);
  const { content } = await deriveSubkeys(vaultKey, vaultId);
  return { vaultId, proof, key: await importSealKey(content) };
}

async function openWithOne(rows: Rows, vaultId: string, passphrases: readonly string[]) {
  const [unlocker, ...others] = rows.unlockers;
  if (!unlocker || others.length > 0) throw new Error(`${rows.unlockers.length} unlockers`);
  const salt = toBase64(unlocker.salt);
  const opened = [];
  for (const passphrase of passphrases) {
    const kek = keks.get(`${salt} ${passphrase}`) ?? (await deriveKek(passphrase, { ...unlocker, salt }));
    rememberKek(passphrase, salt, kek);
    const vaultKey = await openUnlocker(unlocker, vaultId, kek).catch(unlessWrong);
    const proof = { unlockerId: unlocker.id, salt, kek: toBase64(kek) };
    if (vaultKey) opened.push({ passphrase, vaultKey, proof });
  }
  const [one, ...more] = opened;
  if (!one || more.length > 0)
    throw new Error(`${opened.length} of ${passphrases.length} passphrases open the vault`);
  return one;
}

function unlessWrong(error: unknown): undefined {
  if (error instanceof ProblemError && error.problem.code === 'wrong-passphrase') return undefined;
  throw error;
}

const opener =
  (vaultId: string) =>
  async <T>(key: SealKey, kind: string, rowId: string, sealed: Bytes, schema: z.ZodMiniType<T>) => {
    const value = await openJson(key, { vaultId, kind, rowId }, sealed, schema).catch((error: unknown) => {
      throw new Error(`${kind} ${rowId} does not open`, { cause: error });
    });
    if (value === null) throw new Error(`${kind} ${rowId} was sealed with another key`);
    return value;
  };
