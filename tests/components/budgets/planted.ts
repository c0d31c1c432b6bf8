/** Keys for the tests of budgets. */
import { newId } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import { KEY_RECORD, type KeyRecord } from '../../../lib/keys/record';
import { sealJson } from '../../../lib/seal/envelope';
import { requireOpen } from '../../../lib/vault/session';

/** A key of a service, without its secret. */
export async function plantKey(over: Partial<KeyRecord> = {}): Promise<string> {
  const open = await requireOpen();
  const id = over.id ?? newId();
  const record: KeyRecord = {
    id,
    provider: 'openrouter',
    kind: 'api-key',
    name: 'Mine',
    hint: 'sk-…abcd',
    environment: 'production',
    identifiers: {},
    isEnabled: true,
    sameness: 'ab',
    addedAtMs: 1,
    changedAtMs: 1,
    checkedAtMs: null,
    usedAtMs: null,
    removedAtMs: null,
    lastAnswer: null,
    report: { verdict: 'not-checked', facts: [], warnings: [] },
    ...over,
  };
  const place = { vaultId: open.vaultId, kind: KEY_RECORD, rowId: id };
  await openDb().keys.add({ id, rev: 1, sealed: await sealJson(open.content, place, record), secret: null });
  return id;
}
