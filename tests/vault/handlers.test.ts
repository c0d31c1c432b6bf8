import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Contract, Page } from '../../lib/messages/contract';
import * as contracts from '../../lib/messages/vault';
import { newBrowser, prepare, proofFor, sessionMemory, startWorker, type Worker } from './stage';

let worker: Worker;
beforeEach(async () => {
  await newBrowser();
  worker = await startWorker();
  const { serve } = await import('../../lib/messages/serve');
  const { vaultHandlers } = await import('../../entrypoints/background/handlers/vault');
  serve(vaultHandlers);
});

const isContract = (value: unknown): value is Contract<unknown, unknown> =>
  typeof value === 'object' && value !== null && 'from' in value;
const exported: unknown[] = Object.values(contracts);
const all = exported.filter(isContract);

/** Through the door of the background, as a page would. */
function say(name: string, input: unknown, from: Page = 'options'): Promise<unknown> {
  const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL(`/${from}.html`) };
  return new Promise((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger({ firekeep: name, input }, sender, resolve);
  });
}
const DONE = { ok: true, value: {} };
const refused = (code: string) => ({ ok: false, problem: { code } });

describe('the vault, asked by message', () => {
  it('answers every contract that is declared', async () => {
    const { vaultHandlers } = await import('../../entrypoints/background/handlers/vault');
    expect(vaultHandlers.map((handler) => handler.contract.name).sort()).toEqual(
      all.map((declared) => declared.name).sort(),
    );
  });

  it('has made a vault, also when a lock came before it was open', async () => {
    worker.db.vault.hook('creating', function () {
      this.onsuccess = () => void worker.lock();
    });
    expect(await say('vault/create', await prepare('old'))).toEqual(DONE);
    expect(await say('vault/state', {})).toMatchObject({ ok: true, value: { state: 'locked' } });
    expect(await say('vault/unlock', await proofFor(worker, 'old'))).toEqual(DONE);
  });

  it('lives its whole life, and no reply tells a key', async () => {
    const replies: unknown[] = [];
    const keep = async (name: string, input: unknown) => {
      const reply = await say(name, input);
      replies.push(reply);
      return reply;
    };
    expect(await keep('vault/create', await prepare('old'))).toEqual(DONE);
    const subkeys = JSON.stringify(await sessionMemory()).match(/[A-Za-z0-9+/]{43}=/g) ?? [];
    expect(subkeys).toHaveLength(2);
    expect(await keep('vault/touch', {})).toEqual(DONE);
    expect(await keep('vault/auto-lock', { minutes: 5 })).toEqual(DONE);
    expect(await keep('vault/auto-lock', { minutes: null })).toEqual(refused('proof-missing'));
    const change = { proof: await proofFor(worker, 'old'), next: await prepare('new'), why: 'changed' };
    expect(await keep('vault/change-passphrase', change)).toEqual(DONE);
    expect(await keep('vault/lock', {})).toEqual(DONE);
    expect(await keep('vault/touch', {})).toEqual(refused('locked'));
    expect(await keep('vault/unlock', await proofFor(worker, 'new'))).toEqual(DONE);
    expect(await keep('vault/state', {})).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(await keep('vault/erase', { confirmation: 'erase everything' })).toEqual(DONE);
    expect(await keep('vault/state', {})).toMatchObject({ ok: true, value: { state: 'absent' } });
    for (const subkey of subkeys) expect(JSON.stringify(replies)).not.toContain(subkey);
  });

  it('hears the popup and the side panel unlock, and nothing that changes the vault', async () => {
    const proof = { unlockerId: 'x', salt: 'YGFiY2RlZmdoaWprbG1ubw==', kek: `${'A'.repeat(43)}=` };
    for (const page of ['popup', 'sidepanel'] as const) {
      expect(await say('vault/unlock', proof, page)).toEqual(refused('vault-absent'));
      expect(await say('vault/create', await prepare('x'), page)).toEqual(refused('sender-refused'));
      const way = { kind: 'words', salt: proof.salt, kek: proof.kek };
      expect(await say('vault/add-way', { proof, way }, page)).toEqual(refused('sender-refused'));
      expect(await say('vault/remove-way', { proof, id: 'x' }, page)).toEqual(refused('sender-refused'));
      expect(await say('vault/auto-lock', { minutes: 60 }, page)).toEqual(refused('sender-refused'));
      expect(await say('vault/erase', { confirmation: 'erase everything' }, page)).toEqual(
        refused('sender-refused'),
      );
    }
  });

  it('takes nothing that is not what it declares', async () => {
    const next = await prepare('x');
    const bad: [string, unknown][] = [
      ['vault/create', { ...next, kdf: { ...next.kdf, memoryKiB: 1024 } }],
      ['vault/create', { ...next, kdf: { ...next.kdf, memoryKiB: 2 ** 30 } }],
      ['vault/create', { ...next, kek: 'AAAA' }],
      ['vault/unlock', { unlockerId: 'x', kek: next.kek }],
      ['vault/erase', { confirmation: 'yes' }],
      ['vault/auto-lock', { minutes: 1440 }],
    ];
    for (const [name, input] of bad) expect(await say(name, input)).toEqual(refused('message-malformed'));
  });
});
