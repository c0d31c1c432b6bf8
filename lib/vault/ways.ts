/** Further ways in, beside the passphrase: recovery words and passkeys. Each is one row around the same vault key. */
import type { Activity } from '../activity/record';
import { traced } from '../activity/write';
import { fromBase64 } from '../core/bytes';
import { newId } from '../core/ids';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { NewWay, Proof } from '../messages/vault';
import { wrapUnder } from '../seal/unlocker';
import { sealNote } from '../unlockers/note';
import { openWithProof, type Proven } from './proof';
import { changeWays } from './rows';
import { type OpenVault, requireOpen } from './session';

/** New words take the place of the old ones, which open nothing from then on. */
export async function addWay(proof: Proof, way: NewWay): Promise<void> {
  const open = await requireOpen();
  const proven = await prove(open, proof);
  const id = newId();
  const row = await wrapUnder(headOf(id, way), { ...proven, kek: fromBase64(way.kek) });
  const named = way.kind === 'passkey' ? { name: way.name.trim() } : {};
  const note = await sealNote(open, id, { madeAtMs: Date.now(), ...named });
  await change(open, way.kind === 'words' ? 'words-made' : 'passkey-added', {
    by: proven.unlocker,
    isGone: ({ kind }) => kind === 'words' && way.kind === 'words',
    fresh: [{ ...row, note }],
  });
}

function headOf(id: string, way: NewWay) {
  const shared = { id, format: 1, salt: fromBase64(way.salt) } as const;
  return way.kind === 'words'
    ? { ...shared, kind: way.kind }
    : { ...shared, kind: way.kind, credential: fromBase64(way.credential) };
}

/** Also one that is damaged. The passphrase stays: without it one lost device could shut the vault. */
export async function removeWay(proof: Proof, id: string): Promise<void> {
  const open = await requireOpen();
  const proven = await prove(open, proof);
  const row = await openDb().unlockers.get(id);
  if (!row) return;
  if (row.kind === 'passphrase') fail('passphrase-stays');
  await change(open, row.kind === 'words' ? 'words-removed' : 'passkey-removed', {
    by: proven.unlocker,
    isGone: (other) => other.id === id,
    fresh: [],
  });
}

async function prove(open: OpenVault, proof: Proof): Promise<Proven> {
  const proven = await openWithProof(proof, 'again');
  return proven.vaultId === open.vaultId ? proven : fail('locked');
}

async function change(
  open: OpenVault,
  what: Activity['what'],
  ways: Omit<Parameters<typeof changeWays>[0], 'traces'>,
): Promise<void> {
  await traced(open, [{ atMs: Date.now(), what }], (traces) => {
    open.assertMaySend();
    return changeWays({ ...ways, traces });
  });
}
