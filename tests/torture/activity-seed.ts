/**
 * Many lines, chained and sealed in the page itself by nothing of ours: what SECURITY.md says is enough to write a
 * record that verifies. They take the place of the lines that are there.
 */
import type { Screen } from '../harness/screen';

export const seedRecord = (screen: Screen, count: number): Promise<number> =>
  screen.evaluate(seedInPage, { count, fromMs: Date.now() - count * 60_000 });

async function seedInPage({ count, fromMs }: { count: number; fromMs: number }): Promise<number> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { get(key: string): Promise<Record<string, unknown>> } } };
  };
  const { open } = (await chrome.storage.session.get('open')) as {
    open: { vaultId: string; content: string };
  };
  const { vaultId } = open;
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const join = (...parts: Uint8Array[]) => {
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const u32 = (value: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value);
    return bytes;
  };
  const LP = (...parts: Uint8Array[]) => join(...parts.flatMap((part) => [u32(part.length), part]));
  const subkey = Uint8Array.from(atob(open.content), (letter) => letter.charCodeAt(0));
  const material = await crypto.subtle.importKey('raw', subkey, 'HKDF', false, ['deriveBits']);
  const expand = async (label: string, bytes: number) => {
    const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(label) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, material, bytes * 8));
  };
  const keyId = await expand('firekeep/1/key-id', 8);
  const raw = await expand('firekeep/1/envelope', 32);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const seal = async (kind: string, rowId: string, content: Uint8Array) => {
    const padded = new Uint8Array(Math.ceil((4 + content.length) / 256) * 256);
    padded.set(u32(content.length));
    padded.set(content, 4);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = LP(utf8(vaultId), utf8(kind), utf8(rowId), new Uint8Array([1]));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, padded);
    return join(new Uint8Array([1]), keyId, iv, new Uint8Array(sealed));
  };
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('firekeep');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const writing = (tables: string[], write: (transaction: IDBTransaction) => void) =>
    new Promise<void>((resolve, reject) => {
      const transaction = db.transaction(tables, 'readwrite');
      write(transaction);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  await writing(['activity', 'trail'], (transaction) => {
    transaction.objectStore('activity').clear();
    transaction.objectStore('trail').clear();
  });
  let before = '0'.repeat(64);
  const BATCH = 2_000;
  for (let first = 1; first <= count; first += BATCH) {
    const lines: { id: string; content: Uint8Array }[] = [];
    for (let at = first; at < Math.min(first + BATCH, count + 1); at += 1) {
      const id = hex(crypto.getRandomValues(new Uint8Array(16)));
      const atMs = fromMs + at * 60_000;
      const host = at % 2 === 0 ? 'openrouter.ai' : 'api.tripo3d.ai';
      const path = at === 7 ? '/the/needle' : `/api/v1/line/${at}`;
      const counted = { sentBytes: at, receivedBytes: at * 3, count: 1, lastMs: atMs };
      const request = { method: 'GET', host, path, status: 200, ...counted };
      const content = utf8(JSON.stringify({ atMs, what: 'request', request, link: { at, before } }));
      const hashed = LP(utf8('firekeep/1/trail'), utf8(vaultId), utf8(id), content);
      before = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', hashed)));
      lines.push({ id, content });
    }
    const rows = await Promise.all(
      lines.map(async ({ id, content }) => ({ id, rev: 1, sealed: await seal('activity', id, content) })),
    );
    await writing(['activity'], (transaction) => {
      for (const row of rows) transaction.objectStore('activity').add(row);
    });
  }
  const head = { format: 1, count, last: before, first: 1, before: '0'.repeat(64) };
  const sealed = await seal('trail-head', 'head', utf8(JSON.stringify(head)));
  await writing(['trail'], (transaction) => {
    transaction.objectStore('trail').put({ id: 'head', rev: 1_000_000, sealed });
  });
  db.close();
  return count;
}
