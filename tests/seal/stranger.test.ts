/** A vault made by the real code, at the real cost, opened by somebody who has only SECURITY.md. */
import { beforeEach, describe, expect, it } from 'vitest';
import { prepareUnlocker } from '../../lib/seal/prove';
import { newBrowser, startWorker, type Worker } from '../vault/stage';
import { type Dump, openDump } from './stranger';

const PASSPHRASE = ' korrekt Pferd ½ Batterie\u00a0';
const SECRET = { apiKey: 'sk-invented-0123456789', region: 'eu' };

beforeEach(newBrowser);

const dump = async ({ db }: Worker): Promise<Dump> => ({
  vault: await db.vault.toArray(),
  unlockers: await db.unlockers.toArray(),
  keys: await db.keys.toArray(),
  activity: await db.activity.toArray(),
  settings: await db.settings.toArray(),
});

describe('a stranger with SECURITY.md and the passphrase', () => {
  it('reads every row of the database', { timeout: 60_000 }, async () => {
    const worker = await startWorker();
    const { addKey } = await import('../../lib/keys/store');
    const { sealSecret } = await import('../../lib/keys/save');
    const open = await worker.create(await prepareUnlocker(PASSPHRASE));
    await worker.setAutoLock(60, undefined);
    const record = keyRecord('a'.repeat(32));
    await addKey(open, {
      record,
      secret: await sealSecret(open, record.id, SECRET),
      defaults: { invented: record.id },
      what: 'key-added',
    });
    const read = await openDump(await dump(worker), PASSPHRASE);
    expect(read.records).toEqual([record]);
    expect(read.secrets).toEqual([SECRET]);
    expect(read.settings).toEqual([{ minutes: 60 }, { invented: record.id }]);
    expect(read.activity).toMatchObject([
      { what: 'vault-created' },
      { what: 'key-added', keyId: record.id, keyName: 'Müller' },
    ]);
  });

  it('reads nothing without it', { timeout: 60_000 }, async () => {
    const worker = await startWorker();
    await worker.create(await prepareUnlocker(PASSPHRASE));
    await expect(openDump(await dump(worker), PASSPHRASE.trim())).rejects.toThrow();
  });
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
