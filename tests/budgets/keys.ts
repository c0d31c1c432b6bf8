/** Who pays in the tests of budgets. */
import { openDb } from '../../lib/db/open';
import { KEY_RECORD, type KeyRecord } from '../../lib/keys/record';
import { sealJson } from '../../lib/seal/envelope';
import type { OpenVault } from '../../lib/vault/session';

export const KEYS = [
  { id: 'a'.repeat(32), provider: 'acme' },
  { id: 'b'.repeat(32), provider: 'acme' },
  { id: 'c'.repeat(32), provider: 'beta' },
] as const;

export const recordOf = (who: (typeof KEYS)[number]): KeyRecord => ({
  ...who,
  kind: 'api-key',
  name: '',
  environment: 'production',
  hint: '',
  identifiers: {},
  sameness: '',
  isEnabled: true,
  addedAtMs: 0,
  changedAtMs: 0,
  checkedAtMs: null,
  usedAtMs: null,
  removedAtMs: null,
  lastAnswer: null,
  report: { verdict: 'works', facts: [], warnings: [] },
});

/** Each use of a key stands in its record, so they have to be there. */
export async function plantKeys(open: OpenVault): Promise<void> {
  await openDb().keys.clear();
  for (const who of KEYS) {
    const place = { vaultId: open.vaultId, kind: KEY_RECORD, rowId: who.id };
    const sealed = await sealJson(open.content, place, recordOf(who));
    await openDb().keys.add({ id: who.id, rev: 1, sealed, secret: null });
  }
}
