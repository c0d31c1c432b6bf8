/** Every message of the program, sent as a page would: no reply carries a secret, but the one that says so. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keyHandlers } from '../../entrypoints/background/handlers/keys';
import { settingHandlers } from '../../entrypoints/background/handlers/settings';
import { vaultHandlers } from '../../entrypoints/background/handlers/vault';
import { toBase64 } from '../../lib/core/bytes';
import { randomBytes } from '../../lib/core/ids';
import { add } from '../../lib/keys/save';
import type { Page } from '../../lib/messages/contract';
import { serve } from '../../lib/messages/serve';
import type { Proof } from '../../lib/messages/vault';
import { newKdf } from '../../lib/seal/kdf';
import { apiKey, draft, good, network, newVault } from '../keys/bench';

const handlers = [...vaultHandlers, ...keyHandlers, ...settingHandlers];
const REVEALS = 'keys/reveal';

let proof: Proof;
const home = draft();
const work = draft({ name: 'Work', fields: { apiKey: apiKey('4') } });
const next = { kdf: newKdf(), kek: toBase64(randomBytes(32)) };

beforeEach(async () => {
  ({ proof } = await newVault());
  await add(home);
  network.mockImplementation(async (url) =>
    url.endsWith('/auth/keys') ? new Response(JSON.stringify({ key: apiKey('5') })) : good(),
  );
  serve(handlers);
});

function send(name: string, input: unknown, page: Page = 'options'): Promise<unknown> {
  const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL(`/${page}.html`), frameId: 0 };
  const listeners = fakeBrowser.runtime.onMessage as unknown as {
    trigger(message: unknown, sender: object, respond: (reply: unknown) => void): Promise<unknown>;
  };
  return new Promise((resolve) => void listeners.trigger({ firekeep: name, input }, sender, resolve));
}

/** In an order in which each of them succeeds. */
const everyMessage = (): [string, object][] => [
  ['vault/state', {}],
  ['vault/touch', {}],
  ['keys/add', work],
  [
    'keys/connect',
    {
      id: 'c'.repeat(32),
      provider: home.provider,
      code: 'once',
      verifier: 'v'.repeat(43),
      name: '',
      environment: 'test',
    },
  ],
  ['keys/cancel', { id: work.id }],
  ['keys/check', { id: home.id }],
  ['keys/edit', { id: home.id, name: 'Renamed', environment: 'test' }],
  ['keys/replace', { id: home.id, kind: 'api-key', fields: { apiKey: apiKey('3') } }],
  ['keys/enable', { id: work.id, isEnabled: false }],
  ['keys/enable', { id: work.id, isEnabled: true }],
  ['keys/make-default', { id: work.id }],
  // Refused, because this one is whole.
  ['keys/discard', { id: home.id }],
  ['keys/remove', { id: home.id }],
  ['keys/restore', { id: home.id }],
  [REVEALS, { id: home.id, proof, to: 'show' }],
  ['settings/dismiss', { panel: 'why-your-own-keys' }],
  ['vault/auto-lock', { minutes: null, proof }],
  ['vault/change-passphrase', { proof, next, why: 'changed' }],
  ['vault/lock', {}],
  ['vault/unlock', { ...proof, salt: next.kdf.salt, kek: next.kek }],
  ['vault/erase', { confirmation: 'erase everything' }],
  ['vault/create', next],
];

const SECRETS = [apiKey(), apiKey('3'), apiKey('4'), apiKey('5')];

describe('the replies', () => {
  it('to every message there is carry no secret, except the one that is asked for it', async () => {
    const sent = everyMessage();
    expect([...new Set(sent.map(([name]) => name))].sort()).toEqual(
      handlers.map((handler) => handler.contract.name).sort(),
    );
    const telling: string[] = [];
    for (const [name, input] of sent) {
      const reply = await send(name, input);
      expect([name, reply]).toEqual([name, expect.objectContaining({ ok: name !== 'keys/discard' })]);
      if (SECRETS.some((secret) => JSON.stringify(reply).includes(secret))) telling.push(name);
    }
    expect(telling).toEqual([REVEALS]);
  });

  it('to reveal need the passphrase, and the options page', async () => {
    const wrong = { ...proof, kek: toBase64(randomBytes(32)) };
    const refused = await send(REVEALS, { id: home.id, proof: wrong, to: 'show' });
    expect(refused).toEqual({ ok: false, problem: { code: 'wrong-passphrase' } });
    for (const page of ['popup', 'sidepanel'] as const)
      expect(await send(REVEALS, { id: home.id, proof, to: 'show' }, page)).toEqual({
        ok: false,
        problem: { code: 'sender-refused' },
      });
  });

  it('while locked tell nothing at all', async () => {
    await send('vault/lock', {});
    for (const [name, input] of everyMessage().filter(
      ([name]) => name.startsWith('keys/') && name !== 'keys/cancel',
    ))
      expect([name, await send(name, input)]).toEqual([
        name,
        { ok: false, problem: { code: expect.stringMatching(/^locked$/) } },
      ]);
  });
});
