/** One key follows another: what a provider is asked that cannot be taken back is asked once, and never guessed about. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { check, enable } from '../../lib/keys/change';
import { readKeys } from '../../lib/keys/reads';
import type { KeyRecord } from '../../lib/keys/record';
import { end, make, markEnded, succeed } from '../../lib/keys/rotate';
import { add, replace } from '../../lib/keys/save';
import type { Fields } from '../../lib/providers/shape';
import { closeSession, requireOpen } from '../../lib/vault/session';
import { allStandIns } from '../harness/stand-ins/all';
import { type Heard, say } from '../harness/stand-ins/shape';
import { codeOf, dumpDisk, network, newVault } from './bench';

const standInOf = (id: string) => {
  const standIn = allStandIns.find((entry) => entry.id === id);
  if (!standIn?.desk) throw new Error(`no desk: ${id}`);
  return { ...standIn, desk: standIn.desk };
};

const heard: Heard[] = [];
/** Called as a request leaves, before its answer. */
let onHeard: (call: Heard) => void | Promise<void> = () => {};

/** As the network answers: the desk first, then the case of whoever is there. */
async function answer(address: string, init?: RequestInit): Promise<Response> {
  const url = new URL(address);
  const call: Heard = {
    method: init?.method ?? 'GET',
    host: url.host,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: typeof init?.body === 'string' ? init.body : '',
  };
  heard.push(call);
  await onHeard(call);
  init?.signal?.throwIfAborted();
  const standIn = allStandIns.find(({ hosts }) => hosts.includes(url.host));
  if (!standIn) throw new TypeError('Failed to fetch');
  const presented = standIn.presented(call);
  const row = standIn.cases.find(
    ({ fields, kind }) => standIn.identity(fields, kind ?? '') === presented && presented !== undefined,
  );
  const answering = row?.answers[`${call.method} ${call.path}`];
  const said = standIn.desk?.answer(call) ?? say(answering ?? standIn.wrong, call);
  if (said.isDropped) throw new TypeError('Failed to fetch');
  const body =
    typeof said.body === 'string' || said.body === undefined ? said.body : JSON.stringify(said.body);
  return new Response(said.status === 204 ? null : body, {
    status: said.status,
    headers: said.headers ?? {},
  });
}

const writes = () => heard.filter(({ method }) => method !== 'GET');
const recordOf = async (id: string): Promise<KeyRecord> => {
  const record = (await readKeys()).keys.find((key) => key.id === id);
  if (!record) throw new Error('no record');
  return record;
};

/** The case whose key may do the most, saved and checked. */
async function keep(provider: string, name: string, over: { fields?: Fields; givenId?: string } = {}) {
  const standIn = standInOf(provider);
  const row = standIn.cases.find((entry) => entry.name === name);
  if (!row) throw new Error(`no case: ${provider}, ${name}`);
  const id = newId();
  const kind = row.kind ?? KINDS[provider] ?? 'api-key';
  const { fields } = { fields: row.fields, ...over };
  await add({ id, provider, kind, fields, name: 'Old', environment: 'production', givenId: over.givenId });
  return id;
}

const KINDS: Readonly<Record<string, string>> = { aws: 'access-key', github: 'token' };

const MAKERS: readonly (readonly [provider: string, name: string])[] = [
  ['resend', 'good'],
  ['aws', 'good'],
  ['fal', 'admin'],
];
const ENDERS: readonly (readonly [provider: string, name: string])[] = [
  ['aws', 'good'],
  ['fal', 'admin'],
  ['github', 'good'],
  ['huggingface', 'good'],
  ['sendgrid', 'good'],
  ['twilio', 'standard API key'],
];

beforeEach(async () => {
  await newVault();
  heard.length = 0;
  onHeard = () => {};
  network.mockImplementation(answer as never);
  for (const standIn of allStandIns) standIn.desk?.reset();
});

describe.each(MAKERS)('%s makes a key', (provider, name) => {
  const { desk } = standInOf(provider);

  it('once, which is sealed, checked and takes over', async () => {
    const old = await keep(provider, name);
    const id = newId();
    const both = await Promise.all([
      make({ id, from: old, isAgain: false }),
      make({ id, from: old, isAgain: false }),
    ]);
    expect(both.map(({ saved }) => saved)).toEqual([true, true]);
    expect(desk.made).toBe(1);
    expect(writes()).toHaveLength(1);
    expect((await recordOf(id)).report.verdict).toBe('works');
    // It is not one that may have been made and lost.
    expect((await recordOf(old)).rotation).toEqual({ nextId: id });
    expect(await dumpDisk()).not.toContain(Object.values(desk.keys[0] ?? {}).at(-1));
    await succeed(old, id);
    expect((await recordOf(old)).isEnabled).toBe(false);
    expect((await readKeys()).defaults[provider]).toBe(id);
  });

  it('or refuses: then nothing is different', async () => {
    const old = await keep(provider, name);
    const before = await recordOf(old);
    desk.next = 'refused';
    expect(await codeOf(make({ id: newId(), from: old, isAgain: false }))).toBe('make-refused');
    expect(desk.made).toBe(0);
    expect((await recordOf(old)).rotation).toBeUndefined();
    expect((await recordOf(old)).isEnabled).toBe(before.isEnabled);
  });

  it.each(['broken', 'unheard'] as const)(
    '%s: nobody knows, it is said, and never asked again by itself',
    async (play) => {
      const old = await keep(provider, name);
      const id = newId();
      desk.next = play;
      expect(await codeOf(make({ id, from: old, isAgain: false }))).toBe('make-uncertain');
      expect(await codeOf(make({ id, from: old, isAgain: false }))).toBe('make-uncertain');
      expect(await codeOf(make({ id: newId(), from: old, isAgain: false }))).toBe('make-uncertain');
      expect(writes()).toHaveLength(1);
      expect((await recordOf(old)).rotation).toMatchObject({ nextId: id });
      expect((await recordOf(old)).isEnabled).toBe(true);
      // A person looked, and says so.
      expect((await make({ id: newId(), from: old, isAgain: true })).saved).toBe(true);
      expect(writes()).toHaveLength(2);
    },
  );

  it('is told as uncertain when the vault locks while it is asked', async () => {
    const old = await keep(provider, name);
    onHeard = ({ method }) => (method === 'GET' ? undefined : closeSession());
    expect(await codeOf(make({ id: newId(), from: old, isAgain: false }))).toBe('make-uncertain');
  });
});

describe.each(ENDERS)('%s ends a key', (provider, name) => {
  const { desk } = standInOf(provider);
  const retired = async () => {
    const id = await keep(provider, name);
    await enable(id, false, null);
    return id;
  };

  it('once, and knows it no longer', async () => {
    const id = await retired();
    await end(id, ' Old ');
    expect(desk.ended).toHaveLength(1);
    expect(writes()).toHaveLength(1);
    expect((await recordOf(id)).rotation).toMatchObject({ endedBy: 'service' });
    expect((await check(id)).verdict).toBe('rejected');
  });

  it('never without its name, and never while it is in use', async () => {
    const id = await keep(provider, name);
    expect(await codeOf(end(id, 'old'))).toBe('name-differs');
    expect(await codeOf(end(id, 'Old'))).toBe('end-refused');
    expect(writes()).toEqual([]);
  });

  it('or refuses, or nobody knows', async () => {
    const id = await retired();
    desk.next = 'refused';
    expect(await codeOf(end(id, 'Old'))).toBe('end-refused');
    expect((await recordOf(id)).rotation).toBeUndefined();
    desk.next = 'unheard';
    expect(await codeOf(end(id, 'Old'))).toBe('end-uncertain');
    expect(writes()).toHaveLength(2);
    const { rotation } = await recordOf(id);
    expect(rotation?.askedToEndAtMs).toBeDefined();
    expect(rotation?.endedAtMs).toBeUndefined();
  });

  it('puts no secret into an address', async () => {
    const id = await retired();
    await end(id, 'Old');
    const row = standInOf(provider).cases.find((entry) => entry.name === name);
    const { apiKey, secretAccessKey, keySecret } = row?.fields ?? {};
    const secret = apiKey ?? secretAccessKey ?? keySecret ?? '';
    for (const call of heard) expect(call.path + call.query).not.toContain(secret);
  });
});

describe('Resend names a key by its id alone', () => {
  const { desk } = standInOf('resend');

  it('so that only a key that it made for us can be ended', async () => {
    const old = await keep('resend', 'good');
    const id = newId();
    await make({ id, from: old, isAgain: false });
    expect((await recordOf(id)).givenId).toBe('made-0');
    await enable(old, false, null);
    expect(await codeOf(end(old, 'Old'))).not.toBe('done');
    expect(desk.ended).toEqual([]);
    await enable(id, false, null);
    await end(id, 'Old');
    expect(desk.ended).toEqual([desk.keys[0]?.apiKey]);
  });

  it('and another secret in its place is another key', async () => {
    const old = await keep('resend', 'good', { givenId: 'made-0' });
    const fields = standInOf('resend').cases.find(({ name }) => name === 'good, no domain yet')?.fields ?? {};
    await replace({ id: old, kind: 'api-key', fields });
    expect((await recordOf(old)).givenId).toBeUndefined();
  });
});

describe('taking over', () => {
  it('is for genuine keys of the same service alone, and all or nothing', async () => {
    const old = await keep('resend', 'good');
    const other = await keep('fal', 'admin');
    const bad = newId();
    const fields = standInOf('resend').cases.find(({ name }) => name === 'wrong')?.fields ?? {};
    const anyway = { verdict: 'rejected' as const, facts: [], warnings: [] };
    await add({
      id: bad,
      provider: 'resend',
      kind: 'api-key',
      fields,
      name: '',
      environment: 'test',
      anyway,
    });
    for (const next of [other, bad, old]) expect(await codeOf(succeed(old, next))).toBe('follower-unusable');
    expect(await codeOf(succeed(old, newId()))).toBe('key-gone');
    expect((await recordOf(old)).isEnabled).toBe(true);
    expect((await readKeys()).defaults.resend).toBe(old);
  });

  it('a person’s word that a key was revoked is kept as theirs', async () => {
    const id = await keep('resend', 'good');
    await markEnded(id);
    expect((await recordOf(id)).rotation).toMatchObject({ endedBy: 'person' });
    expect(writes()).toEqual([]);
  });
});

it('asks nobody whom the browser did not allow', async () => {
  const { browser } = await import('wxt/browser');
  const old = await keep('aws', 'good');
  heard.length = 0;
  vi.spyOn(browser.permissions, 'contains').mockImplementation(
    (async ({ origins = [] }: { origins?: string[] }) =>
      !origins.some((origin: string) => origin.includes('iam.'))) as never,
  );
  expect(await codeOf(make({ id: newId(), from: old, isAgain: false }))).toBe('host-not-allowed');
  expect(heard).toEqual([]);
  expect((await recordOf(old)).rotation).toBeUndefined();
  expect((await requireOpen()).vaultId).toBeTruthy();
  expect(await openDb().keys.count()).toBe(1);
});
