/** The exchange of a code against the stand-in: what is kept, what is said, and that no code is spent twice. */
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { connect } from '../../lib/keys/connect';
import { readKeys } from '../../lib/keys/reads';
import { type Door, newDoor, type Play } from '../harness/stand-ins/openrouter/door';
import { codeOf, dumpDisk, good, network, newVault } from './bench';

const VERIFIER = 'v'.repeat(43);
const CALLBACK = `https://${'a'.repeat(32)}.chromiumapp.org/connect`;
let door: Door;
let exchanges = 0;

const hear = (method: string, path: string, query: URLSearchParams, body = '') =>
  door.answer({
    method,
    host: 'openrouter.ai',
    path,
    query,
    body,
    headers: { 'content-type': 'application/json' },
  });

beforeEach(async () => {
  await newVault();
  door = newDoor();
  exchanges = 0;
  network.mockImplementation(async (url: string, init?: RequestInit) => {
    if (!url.endsWith('/auth/keys')) return good();
    exchanges += 1;
    const said = hear('POST', '/api/v1/auth/keys', new URLSearchParams(), String(init?.body));
    if (!said || said.isDropped) throw new TypeError('Failed to fetch');
    return new Response(typeof said.body === 'string' ? said.body : JSON.stringify(said.body), said);
  });
});

function permit(verifier = VERIFIER): string {
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = {
    callback_url: CALLBACK,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 's',
  };
  const said = hear('GET', '/auth', new URLSearchParams(asked));
  return new URL(said?.headers?.location ?? '').searchParams.get('code') ?? '';
}

const input = (code: string, over = {}) => ({
  ...{ id: newId(), provider: 'openrouter', code, verifier: VERIFIER, name: 'Made there' },
  ...{ environment: 'test' as const, ...over },
});

it('keeps the key sealed, checked, and does it once however often it is asked', async () => {
  const order = input(permit());
  const [saved] = await Promise.all([connect(order), connect(order)]);
  expect(saved).toMatchObject({ saved: true, report: { verdict: 'works' } });
  expect(exchanges).toBe(1);
  expect((await readKeys()).keys).toMatchObject([{ id: order.id, name: 'Made there', environment: 'test' }]);
  expect(await dumpDisk()).not.toContain(door.keys[0]?.apiKey);
});

it('keeps the key though its check fails', async () => {
  const exchange = network.getMockImplementation();
  network.mockImplementation(async (url, ...rest) => {
    if (url.endsWith('/auth/keys')) return (await exchange?.(url, ...rest)) ?? good();
    throw new TypeError('Failed to fetch');
  });
  expect(await connect(input(permit()))).toMatchObject({ saved: true, report: { verdict: 'unreachable' } });
  expect((await readKeys()).keys).toHaveLength(1);
});

const outcomes: [Play, string][] = [
  ['expired', 'connect-expired'],
  ['unknown-code', 'connect-lost'],
  ['bad-method', 'connect-refused'],
  ['malformed', 'connect-refused'],
  ['busy', 'connect-refused'],
  ['broken', 'connect-lost'],
  ['no-key', 'connect-lost'],
  ['dropped', 'connect-lost'],
];
it.each(outcomes)('%s is told as %s, and nothing is asked twice', async (play, code) => {
  const order = input(permit());
  door.next = play;
  expect(await codeOf(connect(order))).toBe(code);
  expect(exchanges).toBe(1);
  expect((await readKeys()).keys).toEqual([]);
});

it('a code that is used up may have made a key that nobody has, and is told so', async () => {
  const code = permit();
  await connect(input(code));
  expect(await codeOf(connect(input(code)))).toBe('connect-lost');
  expect(await codeOf(connect(input(permit('w'.repeat(43)))))).toBe('connect-lost');
});
