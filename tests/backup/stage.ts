/** A vault with something of everything, and backups that go out of it and into others. Argon2 is played. */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { exportBackup, prepareBackup } from '../../lib/backup/export';
import { type Importing, importBackup } from '../../lib/backup/import';
import type { Choice } from '../../lib/backup/record';
import { sealAll, takeAll } from '../../lib/backup/sealed';
import { show } from '../../lib/backup/show';
import { toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { writeSetting } from '../../lib/db/settings';
import type { KeptFile } from '../../lib/files/record';
import { keepFile } from '../../lib/files/store';
import { newState } from '../../lib/jobs/advance';
import type { Request, State } from '../../lib/jobs/record';
import { importJobKey, sealRequest, sealState } from '../../lib/jobs/rows';
import { add } from '../../lib/keys/save';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { apiKey, draft, newVault } from '../keys/bench';
import { cheaply } from '../vault/stage';

export const PASSPHRASE = 'a backup of mine';
export const EVERYTHING: Choice = { hasLibrary: true, hasFiles: true };

/** As browsers keep them: one holder, over all pages. */
export function playLocks(): void {
  const held = new Set<string>();
  const request = async (name: string, _how: unknown, work: (lock: object | null) => unknown) => {
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      return await work({ name });
    } finally {
      held.delete(name);
    }
  };
  vi.stubGlobal('navigator', { locks: { request }, onLine: true });
}

export async function makeVault() {
  const made = await newVault();
  playLocks();
  return made;
}

export async function exportAll(choice = EVERYTHING, passphrase = PASSPHRASE) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const take = async (bytes: Uint8Array<ArrayBuffer>) => void parts.push(bytes);
  const ready = await prepareBackup(passphrase, sealAll, cheaply);
  const written = await exportBackup({ ready, choice, take });
  return { backup: new Blob(parts), written };
}

export const makeBackup = async (choice = EVERYTHING, passphrase = PASSPHRASE): Promise<Blob> =>
  (await exportAll(choice, passphrase)).backup;

export const readIn = (file: Blob, over: Partial<Importing> = {}) =>
  importBackup({ file, passphrase: PASSPHRASE, takeKeys: takeAll, show, derive: cheaply, ...over });

export async function addKey(tail: string, name = `Key ${tail}`): Promise<string> {
  const key = draft({ fields: { apiKey: apiKey(tail) }, name });
  const { saved } = await add(key);
  if (!saved) throw new Error('the key was not saved');
  return key.id;
}

export const requestOf = (over: Partial<Request> = {}): Request => ({
  id: newId(),
  make: 'image',
  provider: 'openrouter',
  keyId: newId(),
  keyName: 'Home',
  keyHint: 'sk-or-…0000',
  model: 'acme/painter',
  prompt: 'A fox in the snow',
  files: [],
  conversation: newId(),
  parent: null,
  chosen: {},
  atMs: 1_700_000_000_000,
  jobKey: toBase64(randomBytes(32)),
  ...over,
});

export const stateOf = (over: Partial<State> = {}): State => ({
  ...newState(),
  place: 'done',
  seq: 5,
  sentAtMs: 1_700_000_000_100,
  endedAtMs: 1_700_000_001_000,
  text: 'Here it is.',
  cost: { usd: '0.04', how: 'told' },
  isBooked: true,
  ...over,
});

export async function putJob(request: Request, state: State): Promise<void> {
  const { vaultId, content: key } = await requireOpen();
  const row = {
    id: request.id,
    rev: 1,
    sealed: await sealRequest({ vaultId, key }, request),
    state: await sealState(vaultId, request.id, await importJobKey(request), state),
  };
  await openDb().jobs.add(row);
}

export const picture = (byteCount = 100_000): Promise<KeptFile> => {
  const bytes = new Uint8Array(byteCount).map((_, at) => (at * 31 + (at >> 8)) & 255);
  return keepFile(bytes, { media: 'image/png', name: '' });
};

export const entryOf = (jobId: string, keyId: string, usd = '0.04') => ({
  atMs: 1_700_000_001_000,
  jobId,
  provider: 'openrouter',
  keyId,
  model: 'acme/painter',
  make: 'image' as const,
  usd,
  how: 'told' as const,
});

/** Two keys, a picture with an attachment, a talk, its costs and choices. */
export async function fill(pictureBytes = 100_000) {
  const open = await requireOpen();
  const home = await addKey('1', 'Home');
  const work = await addKey('2', 'Work');
  const file = await picture(pictureBytes);
  const attached = await picture(10);
  const painted = requestOf({ keyId: home, files: [attached] });
  await putJob(painted, stateOf({ images: [file] }));
  const talk = requestOf({ keyId: work, make: 'text', prompt: 'Tell me of foxes' });
  await putJob(talk, stateOf({ text: 'They are red.' }));
  for (const [job, key] of [
    [painted, home],
    [talk, work],
  ] as const)
    await openDb().ledger.add(await sealEntry(open, entryOf(job.id, key)));
  await writeSetting(open, 'choices', {
    favourites: [`openrouter ${home}`],
    defaults: {},
    lastUsed: { key: home },
  });
  return { home, work, painted, talk, file, attached };
}
