/**
 * Many keys at once, sealed here as the background seals them and put where they lie: with a message for each
 * that would take minutes. A page must be loaded anew to see them.
 */
import { toBase64 } from '../../lib/core/bytes';
import { newId } from '../../lib/core/ids';
import { toHint, toIdentifiers } from '../../lib/keys/hint';
import { KEY_RECORD, KEY_SECRET, type KeyRecord } from '../../lib/keys/record';
import type { Fields } from '../../lib/providers/shape';
import { deriveKek } from '../../lib/seal/argon2';
import { importSealKey, type SealKey, sealJson } from '../../lib/seal/envelope';
import { deriveSubkeys } from '../../lib/seal/subkeys';
import { openUnlocker } from '../../lib/seal/unlocker';
import { PASSPHRASE } from './journey';
import { putRow, readRows } from './rows';
import type { Screen } from './screen';
import { kindOf } from './wires';

export interface Planned {
  readonly provider: string;
  readonly fields: Fields;
  readonly name: string;
}

export async function putKeys(screen: Screen, planned: readonly Planned[]): Promise<void> {
  const seals = await openSeals(screen);
  for (const plan of planned) await putRow(screen, 'keys', await seal(seals, plan));
}

interface Seals {
  readonly vaultId: string;
  readonly content: SealKey;
  readonly secrets: SealKey;
}

/** From the passphrase and the rows that lie there, as after a restart. */
async function openSeals(screen: Screen): Promise<Seals> {
  const rows = await readRows(screen);
  const [vault, unlocker] = [rows?.vault[0], rows?.unlockers[0]];
  if (!vault || !unlocker) throw new Error('There is no vault.');
  const kek = await deriveKek(PASSPHRASE, { ...unlocker, salt: toBase64(unlocker.salt) });
  const subkeys = await deriveSubkeys(await openUnlocker(unlocker, vault.vaultId, kek), vault.vaultId);
  const [content, secrets] = [await importSealKey(subkeys.content), await importSealKey(subkeys.secrets)];
  return { vaultId: vault.vaultId, content, secrets };
}

async function seal({ vaultId, content, secrets }: Seals, { provider, fields, name }: Planned) {
  const kind = kindOf(provider, undefined);
  if (!kind) throw new Error(`no provider ${provider}`);
  const id = newId();
  const record: KeyRecord = {
    id,
    provider,
    kind: kind.id,
    name,
    environment: 'production',
    hint: toHint(kind, fields),
    identifiers: toIdentifiers(kind, fields),
    // Of nobody: none of these is ever added a second time.
    sameness: newId(),
    isEnabled: true,
    addedAtMs: Date.now(),
    changedAtMs: Date.now(),
    checkedAtMs: Date.now(),
    usedAtMs: null,
    removedAtMs: null,
    report: { verdict: 'works', facts: [], warnings: [] },
    lastAnswer: null,
  };
  return {
    id,
    rev: 1,
    isRemoved: false,
    sealed: await sealJson(content, { vaultId, kind: KEY_RECORD, rowId: id }, record),
    secret: await sealJson(secrets, { vaultId, kind: KEY_SECRET, rowId: id }, fields),
  };
}
