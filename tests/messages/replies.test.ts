/** Every message of the program, sent as a page would: no reply carries a secret, but the one that says so. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { allHandlers as handlers } from '../../entrypoints/background/handlers/all';
import { toBase64 } from '../../lib/core/bytes';
import { randomBytes } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { onNudge } from '../../lib/jobs/nudge';
import { findJob } from '../../lib/jobs/reads';
import type { State } from '../../lib/jobs/record';
import { pump } from '../../lib/jobs/runner';
import { add } from '../../lib/keys/save';
import type { Page } from '../../lib/messages/contract';
import { serve } from '../../lib/messages/serve';
import type { Proof } from '../../lib/messages/vault';
import { newKdf } from '../../lib/seal/kdf';
import { apiKey, draft, good, network, newVault } from '../keys/bench';

const REVEALS = 'keys/reveal';

let proof: Proof;
const home = draft();
const work = draft({ name: 'Work', fields: { apiKey: apiKey('4') } });
const trial = { provider: home.provider, kind: 'api-key', fields: { apiKey: apiKey('4') } };
const next = { kdf: newKdf(), kek: toBase64(randomBytes(32)) };

beforeEach(async () => {
  ({ proof } = await newVault());
  await add(home);
  const said = talk();
  network.mockImplementation(async (url) => {
    if (url.endsWith('/auth/keys')) return new Response(JSON.stringify({ key: apiKey('5') }));
    if (url.endsWith('/models')) return new Response(JSON.stringify({ data: [{ id: apiKey() }] }));
    return url.endsWith('/chat/completions') ? (said.shift() ?? good)() : good();
  });
  vi.stubGlobal('navigator', { onLine: true });
  onNudge(() => void pump());
  serve(handlers);
});

/** The first page that may ask it. */
const pageOf = (name: string): Page =>
  handlers.find((handler) => handler.contract.name === name)?.contract.from[0] ?? 'options';

function send(name: string, input: unknown, page: Page = pageOf(name)): Promise<unknown> {
  const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL(`/${page}.html`), frameId: 0 };
  const listeners = fakeBrowser.runtime.onMessage as unknown as {
    trigger(message: unknown, sender: object, respond: (reply: unknown) => void): Promise<unknown>;
  };
  return new Promise((resolve) => void listeners.trigger({ firekeep: name, input }, sender, resolve));
}

const JOB = 'a'.repeat(32);
const ASKING = 'b'.repeat(32);

const UNDER = { key: btoa('u'.repeat(32)), place: 'e'.repeat(32) };

type Sent = readonly [name: string, input: object, ready?: () => Promise<unknown>];

const POSTER = {
  id: 'f'.repeat(32),
  media: 'image/webp',
  name: '',
  sealed: { format: 1, key: btoa('k'.repeat(32)), chunkCount: 1, byteCount: 1, sha256: '0'.repeat(64) },
};

/** Two jobs through all that a page may ask of them: one asks for a word; one is refused, tried again, lost, looked after. */
function jobMessages(): Sent[] {
  const chosen = { tools: ['generate_image'] };
  const about = { make: 'text', provider: home.provider, keyId: home.id, model: 'acme/talker' };
  const order = { ...about, prompt: 'Quote my key.', files: [], conversation: JOB, parent: null, chosen };
  const until = (id: string, isThere: (state: State) => unknown) => () =>
    vi.waitFor(
      async () => {
        const state = (await findJob(id))?.state;
        expect(state && isThere(state), JSON.stringify(state)).toBeTruthy();
      },
      { timeout: 10_000 },
    );
  const at = (place: State['place']) => until(JOB, (state) => state.place === place);
  return [
    ['models/refresh', { provider: home.provider, make: 'text', isForced: true }],
    ['models/price', { provider: home.provider, make: 'image', model: 'acme/painter' }],
    ['drafts/keep', { make: 'text', draft: { prompt: 'Half a', files: [], chosen } }],
    ['choices/keep', { is: 'default', make: 'text', choice: null }],
    ['next-key/keep', { isOn: false }],
    ['notices/keep', { isAnswered: true }],
    ['jobs/start', { ...order, id: ASKING }],
    ['jobs/allow', { id: ASKING, calls: [] }, until(ASKING, ({ asks }) => asks)],
    ['jobs/start', { ...order, id: JOB }, until(ASKING, ({ endedAtMs }) => endedAtMs)],
    ['jobs/retry', { id: JOB }, at('failed')],
    ['jobs/look', { id: JOB }, at('uncertain')],
    ['jobs/watch', {}],
    ['jobs/collect', { id: JOB }],
    ['jobs/adopt', { id: JOB, operation: { id: 'one' } }],
    ['jobs/poster', { id: JOB, file: POSTER }],
    ['jobs/stop', { id: JOB }],
    ['library/favour', { ids: [JOB], isFavourite: true }],
    ['library/delete', { ids: [JOB] }],
    ['library/restore', { ids: [JOB] }],
    ['library/destroy', { ids: [JOB] }],
    ['jobs/forget', { ids: [JOB] }],
  ];
}

const event = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'gen-1', model: 'acme/talker', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** A service that quotes the key in all that it says: first it wants a tool, then it refuses, then it says no more. */
function talk(): (() => Response)[] {
  const call = { index: 0, id: 'call_1', type: 'function' };
  const args = JSON.stringify({ prompt: apiKey() });
  const wants = { tool_calls: [{ ...call, function: { name: 'generate_image', arguments: args } }] };
  const streamed = event({ content: apiKey() }) + event(wants) + event({}, 'tool_calls');
  return [
    () => new Response(`${streamed}data: [DONE]\n\n`, { headers: { 'content-type': 'text/event-stream' } }),
    () =>
      new Response(JSON.stringify({ error: { code: 402, message: `No credit on ${apiKey()}` } }), {
        status: 402,
      }),
    () => {
      throw new TypeError(`Failed to fetch with ${apiKey()}`);
    },
  ];
}

/** The key is whole, its service makes no other, the job is none in 3D, and no such import waits. What they answer where they succeed has no room for anything. */
const REFUSED = new Set(['backup/show', 'keys/discard', 'keys/make', 'jobs/collect', 'jobs/adopt']);

/** In an order in which each of the others succeeds. */
const everyMessage = (): Sent[] => [
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
  ...jobMessages(),
  ['keys/cancel', { id: work.id }],
  ['keys/check', { id: home.id }],
  ['keys/edit', { id: home.id, name: 'Renamed', environment: 'test' }],
  ['keys/replace', { id: home.id, kind: 'api-key', fields: { apiKey: apiKey('3') } }],
  ['keys/enable', { id: work.id, isEnabled: false }],
  ['keys/enable', { id: work.id, isEnabled: true }],
  ['keys/make-default', { id: work.id }],
  ['keys/try', { ...trial, id: work.id }],
  ['keys/known', { drafts: [trial] }],
  ['keys/rotate-after', { days: null }],
  ['keys/make', { id: JOB, from: home.id, isAgain: false }],
  ['keys/succeed', { id: home.id, nextId: work.id }],
  ['keys/end', { id: home.id, typed: null }],
  ['keys/discard', { id: home.id }],
  ['keys/remove', { id: home.id }],
  ['keys/restore', { id: home.id }],
  [REVEALS, { id: home.id, proof, to: 'show' }],
  ['backup/secrets', { proof, under: UNDER }],
  ['backup/keys', { under: UNDER, lot: 'd'.repeat(32), keys: [] }],
  ['backup/show', { lot: 'd'.repeat(32), vaultId: JOB, count: 0, standing: '', isSpent: false }],
  ['backup/done', {}],
  ['backup/remind', { days: 7 }],
  ['settings/dismiss', { panel: 'why-your-own-keys' }],
  ['settings/rate', { provider: 'tripo', usd: '0.008' }],
  ['vault/auto-lock', { minutes: null, proof }],
  ['budgets/put', { budget: { period: 'day', unit: 'usd', limit: 1, isHard: true } }],
  ['budgets/seen', { name: 'unusual', step: 1 }],
  ['budgets/remove', {}],
  ['activity/keep', { days: 30 }],
  ['activity/exported', { count: 1 }],
  ['vault/try', proof],
  ['vault/change-passphrase', { proof, next, why: 'changed' }],
  ...wayMessages({ ...proof, salt: next.kdf.salt, kek: next.kek }),
  ['vault/erase', { confirmation: 'erase everything' }],
  ['vault/create', next],
];

/** Words are made, open the locked vault once with another passphrase, and go. */
function wayMessages(byNext: Proof): Sent[] {
  const words = { salt: next.kdf.salt, kek: toBase64(randomBytes(32)) };
  const byWords = { ...words, unlockerId: '' };
  const removing = { proof: byNext, id: '' };
  /** Recovering gives the passphrase a row of its own. */
  const find = async () => {
    const rows = await openDb().unlockers.toArray();
    const idOf = (wanted: string) => rows.find(({ kind }) => kind === wanted)?.id ?? '';
    Object.assign(byNext, { unlockerId: idOf('passphrase') });
    Object.assign(byWords, { unlockerId: idOf('words') });
    Object.assign(removing, { id: idOf('words') });
  };
  return [
    ['vault/add-way', { proof: byNext, way: { kind: 'words', ...words } }],
    ['vault/lock', {}],
    ['vault/recover', { proof: byWords, next }, find],
    ['vault/remove-way', removing, find],
    ['vault/lock', {}],
    ['vault/unlock', byNext],
  ];
}

const SECRETS = [apiKey(), apiKey('3'), apiKey('4'), apiKey('5')];

describe('the replies', () => {
  it('to every message there is carry no secret, except the one that is asked for it', async () => {
    const sent = everyMessage();
    expect([...new Set(sent.map(([name]) => name))].sort()).toEqual(
      handlers.map((handler) => handler.contract.name).sort(),
    );
    const telling: string[] = [];
    for (const [name, input, ready] of sent) {
      await ready?.();
      const reply = await send(name, input);
      expect([name, reply]).toEqual([name, expect.objectContaining({ ok: !REFUSED.has(name) })]);
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
      ([name]) => !name.startsWith('vault/') && name !== 'keys/cancel',
    ))
      expect([name, await send(name, input)]).toEqual([
        name,
        { ok: false, problem: { code: expect.stringMatching(/^locked$/) } },
      ]);
  });
});
