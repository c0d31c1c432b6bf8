/** A vault in memory, a provider that answers as told, and the background's own functions on top. */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import type { NewUnlocker, Proof } from '../../lib/messages/vault';
import { newKdf } from '../../lib/seal/kdf';
import { erase } from '../../lib/vault/erase';
import { create } from '../../lib/vault/vault';

/** A key of a provider whose check is one GET; `tail` makes another. */
export const apiKey = (tail = '0') => `sk-or-v1-${tail.repeat(64).slice(0, 64)}`;

export const good = () =>
  new Response(
    JSON.stringify({
      data: { label: 'mine', usage: 0, limit: null, limit_remaining: null, is_free_tier: false },
    }),
  );
export const wrong = () =>
  new Response(JSON.stringify({ error: { message: 'User not found.', code: 401 } }), { status: 401 });

export const network = vi.fn<(url: string) => Promise<Response>>();

export const draft = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  provider: 'openrouter',
  kind: 'api-key',
  fields: { apiKey: apiKey() },
  name: 'Home',
  environment: 'production' as const,
  ...over,
});

/** A fresh vault, open. The passphrase is stretched in pages: here its result is just random. */
export async function newVault(): Promise<{ proof: Proof }> {
  fakeBrowser.reset();
  await erase();
  const next: NewUnlocker = { kdf: newKdf(), kek: toBase64(randomBytes(32)) };
  await create(next);
  const unlocker = await openDb().unlockers.toCollection().first();
  network.mockReset();
  network.mockImplementation(async (url) =>
    url.endsWith('/key') ? good() : new Response('{}', { status: 403 }),
  );
  vi.stubGlobal('fetch', network);
  fakeBrowser.permissions.contains = async () => true;
  return { proof: { unlockerId: unlocker?.id ?? '', salt: next.kdf.salt, kek: next.kek } };
}

export const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) =>
      typeof error === 'object' && error !== null && 'problem' in error
        ? (error.problem as { code: string }).code
        : `unexpected: ${String(error)}`,
  );

/** Everything that lies on disk, as text: for the question whether a secret is readable there. */
export async function dumpDisk(): Promise<string> {
  const tables = await Promise.all(openDb().tables.map((table) => table.toArray()));
  const bytes = JSON.stringify(tables, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  return bytes + JSON.stringify(await fakeBrowser.storage.local.get());
}
