/** A vault made by the real code, at the real cost, opened by somebody who has only SECURITY.md. */
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64 } from '../../lib/core/bytes';
import { randomBytes } from '../../lib/core/ids';
import { newSalt } from '../../lib/seal/kdf';
import { kekOf, prepareUnlocker } from '../../lib/seal/prove';
import { findEntropy } from '../../lib/unlockers/words';
import { FileHost, glbOf, Memory } from '../files/host';
import { createWith, newBrowser, proofFor, startWorker, type Worker } from '../vault/stage';
import { bytesOfWords, type Dump, openDump, openRow, sealerOf, vaultKeyBy } from './stranger';

const PASSPHRASE = ' korrekt Pferd ½ Batterie\u00a0';
const SECRET = { apiKey: 'sk-invented-0123456789', region: 'eu' };

beforeEach(newBrowser);

const dump = async ({ db }: Worker): Promise<Dump> => ({
  vault: await db.vault.toArray(),
  unlockers: await db.unlockers.toArray(),
  keys: await db.keys.toArray(),
  activity: await db.activity.toArray(),
  settings: await db.settings.toArray(),
  jobs: await db.jobs.toArray(),
  ledger: await db.ledger.toArray(),
  lists: await db.lists.toArray(),
  files: await db.files.toArray(),
});

describe('a stranger with SECURITY.md and the passphrase', () => {
  it('reads every row of the database', { timeout: 60_000 }, async () => {
    const worker = await startWorker();
    const { addKey } = await import('../../lib/keys/store');
    const { sealSecret } = await import('../../lib/keys/save');
    const open = await worker.create(await prepareUnlocker(PASSPHRASE));
    await worker.setAutoLock(60, undefined);
    const record = keyRecord('a'.repeat(32));
    const secret = await sealSecret(open, record.id, SECRET);
    await addKey(open, secret, () => ({
      record,
      defaults: { invented: record.id },
      what: 'key-added',
    }));
    const read = await openDump(await dump(worker), PASSPHRASE);
    expect(read.records).toEqual([record]);
    expect(read.secrets).toEqual([SECRET]);
    expect(read.settings).toEqual([{ minutes: 60 }, { invented: record.id }]);
    expect(read.activity).toMatchObject([
      { what: 'vault-created' },
      { what: 'key-added', keyId: record.id, keyName: 'Müller' },
    ]);
  });

  it('reads what was asked, what was answered, what it cost, and every file', {
    timeout: 60_000,
  }, async () => {
    const worker = await startWorker();
    const [
      { sealRequest, sealState, importJobKey },
      { newState },
      { keepFile },
      { arrive },
      { sealEntry },
      { sealJson },
    ] = await Promise.all([
      import('../../lib/jobs/rows'),
      import('../../lib/jobs/advance'),
      import('../../lib/files/store'),
      import('../../lib/files/arrive'),
      import('../../lib/usage/write'),
      import('../../lib/seal/envelope'),
    ]);
    const open = await worker.create(await prepareUnlocker(PASSPHRASE));
    const { vaultId } = open;
    // Two chunks and a bit, and none at all.
    const given = Uint8Array.from({ length: 150_000 }, (_, at) => (at * at) % 251);
    const attached = await keepFile(given, { media: 'image/png', name: 'Übersicht.png' });
    const made = await keepFile(new Uint8Array(0), { media: 'image/webp', name: '' });
    // Node may have none: then nobody says how much room there is.
    vi.stubGlobal('navigator', {});
    const host = new FileHost(glbOf(200_000));
    host.cuts = [150_000];
    const memory = new Memory();
    await expect(arrive(memory.coming(host))).rejects.toThrow('file-cut');
    const arrived = await arrive(memory.coming(host));
    expect(host.asked).toHaveLength(2);
    const request = { ...jobRequest('b'.repeat(32)), files: [attached] };
    const model = { at: 0, role: 'model' as const, file: arrived.file };
    const state = { ...newState(), place: 'done' as const, text: 'Grüße', images: [made], made: [model] };
    await worker.db.jobs.add({
      id: request.id,
      rev: 1,
      sealed: await sealRequest({ vaultId, key: open.content }, request),
      state: await sealState(vaultId, request.id, await importJobKey(request), state),
    });
    const entry = { ...bill(request.id), usd: '0.00042' };
    await worker.db.ledger.add(await sealEntry(open, entry));
    const list = { provider: 'invented', make: 'text', models: [], readAtMs: 1 };
    const place = { vaultId, kind: 'model-list', rowId: 'c'.repeat(32) };
    await worker.db.lists.add({ id: place.rowId, rev: 1, sealed: await sealJson(open.content, place, list) });

    const read = await openDump(await dump(worker), PASSPHRASE);
    expect(read.jobs).toEqual([{ request, state, files: [given, new Uint8Array(0), host.bytes] }]);
    expect(read.ledger).toEqual([entry]);
    expect(read.lists).toEqual([list]);
  });

  it('or with the words, or with what a passkey answers, opens the same vault', async () => {
    const worker = await startWorker();
    const open = await createWith(worker, 'mine');
    const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
    const entropy = await findEntropy(words.split(' '));
    const answer = randomBytes(32);
    if (!entropy) throw new Error('no words');
    const recovery = { kind: 'words', salt: newSalt() } as const;
    const passkey = { kind: 'passkey', salt: newSalt() } as const;
    const proof = await proofFor(worker, 'mine');
    await worker.addWay(proof, { ...recovery, kek: await kekOf(entropy, recovery) });
    const known = { credential: toBase64(randomBytes(48)), name: 'Küche' };
    await worker.addWay(proof, { ...passkey, ...known, kek: await kekOf(answer, passkey) });
    const { unlockers } = await dump(worker);
    const opened = [];
    for (const unlocker of unlockers.filter(({ kind }) => kind !== 'passphrase')) {
      const secret = unlocker.kind === 'words' ? await bytesOfWords(words, wordlist) : answer;
      const content = await sealerOf(
        await vaultKeyBy(open.vaultId, unlocker, secret),
        open.vaultId,
        'content',
      );
      const note = await openRow(content, 'unlocker-note', unlocker.id, unlocker.note ?? new Uint8Array(0));
      opened.push({ kind: unlocker.kind, ...JSON.parse(new TextDecoder().decode(note)) });
    }
    const madeAtMs = expect.any(Number);
    expect(opened.sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'passkey', madeAtMs, name: 'Küche' },
      { kind: 'words', madeAtMs },
    ]);
  });

  it('reads nothing without it', { timeout: 60_000 }, async () => {
    const worker = await startWorker();
    await worker.create(await prepareUnlocker(PASSPHRASE));
    await expect(openDump(await dump(worker), PASSPHRASE.trim())).rejects.toThrow();
  });
});

const jobRequest = (id: string) => ({
  ...{
    id,
    make: 'text' as const,
    provider: 'invented',
    model: 'invented-1',
    prompt: 'Grüße mich',
    files: [],
  },
  ...{ conversation: id, parent: null, chosen: {}, keyId: 'a'.repeat(32), keyName: 'Müller', keyHint: '…' },
  ...{ atMs: 1, jobKey: toBase64(randomBytes(32)) },
});

const bill = (jobId: string) => ({
  ...{ atMs: 2, jobId, provider: 'invented', keyId: 'a'.repeat(32), model: 'invented-1' },
  ...{ make: 'text' as const, how: 'told' as const },
});

const keyRecord = (id: string) => ({
  id,
  provider: 'invented',
  kind: 'api-key',
  name: 'Müller',
  environment: 'production' as const,
  hint: 'sk-i…6789',
  identifiers: { region: 'eu' },
  sameness: '00',
  isEnabled: true,
  addedAtMs: 1,
  changedAtMs: 1,
  checkedAtMs: null,
  usedAtMs: null,
  removedAtMs: null,
  report: { verdict: 'not-checked' as const, facts: [], warnings: [] },
  lastAnswer: null,
});
