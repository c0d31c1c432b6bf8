/** The one way to a plaintext secret: it is lent to `use`, and there is no function that returns it. */
import { fail } from '../core/problem';
import type { Secret } from '../core/secret';
import { z } from '../core/zod';
import { openDb } from '../db/open';
import { KEY_SECRET } from '../keys/record';
import { openJson } from '../seal/envelope';
import { type OpenVault, requireOpen } from './session';

export type LentFields = Readonly<Record<string, Secret>>;

const isText = (value: unknown): value is Secret => typeof value === 'string';
const fieldsSchema = z.record(z.string(), z.custom<Secret>(isText));

export async function withSecret<T>(
  keyId: string,
  use: (fields: LentFields, open: OpenVault) => Promise<T>,
): Promise<T> {
  const open = await requireOpen();
  const row = await openDb().keys.where('id').equals(keyId).first();
  if (!row) return fail('key-gone');
  if (!row.secret) return fail('secret-destroyed');
  const place = { vaultId: open.vaultId, kind: KEY_SECRET, rowId: keyId };
  const fields = await openJson(open.secrets, place, row.secret, fieldsSchema);
  if (!fields) return fail('not-for-this-key');
  open.assertMaySend();
  return use(fields, open);
}
