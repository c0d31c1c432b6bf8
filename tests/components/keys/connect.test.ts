/** What a page takes for the answer to its own sign-in, and what it keeps of it. */
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signIn } from '../../../components/keys/connect/flow';
import { findGuide } from '../../../lib/providers/guides';
import { codeOf } from '../../keys/bench';

const OURS = `https://${'a'.repeat(32)}.chromiumapp.org/connect`;
const launch = vi.fn<(details: { url: string }) => Promise<string | undefined>>();
const guide = () => findGuide('openrouter') ?? expect.fail('no guide');

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { identity: { getRedirectURL: () => OURS, launchWebAuthFlow: launch } });
});

const answerWith = (toAnswer: (state: string) => string) =>
  launch.mockImplementation(async ({ url }) => toAnswer(new URL(url).searchParams.get('state') ?? ''));

it('asks with the challenge of its verifier, and stores nothing', async () => {
  answerWith((state) => `${OURS}?code=once&state=${state}`);
  const { code, verifier } = await signIn(guide());
  const asked = new URL(launch.mock.calls[0]?.[0].url ?? '').searchParams;
  expect(code).toBe('once');
  expect(verifier).toMatch(/^[\w-]{43}$/);
  expect(asked.get('code_challenge')).toBe(createHash('sha256').update(verifier).digest('base64url'));
  expect([...asked.values()].join()).not.toContain(verifier);
  expect([await fakeBrowser.storage.local.get(), await fakeBrowser.storage.session.get()]).toEqual([{}, {}]);
});

it.each<[string, (state: string) => string, string]>([
  ['another state', (state) => `${OURS}?code=c&state=${state}x`, 'connect-mixed-up'],
  ['no state', () => `${OURS}?code=c`, 'connect-mixed-up'],
  ['two states', (state) => `${OURS}?code=c&state=${state}&state=x`, 'connect-mixed-up'],
  ['another path', (state) => `${OURS}/x?code=c&state=${state}`, 'connect-mixed-up'],
  ['another host', (state) => `https://evil.test/connect?code=c&state=${state}`, 'connect-mixed-up'],
  ['no address', () => 'nonsense', 'connect-mixed-up'],
  ['a denial', () => `${OURS}?error=access_denied`, 'connect-denied'],
])('%s is not taken', async (_what, toAnswer, code) => {
  answerWith(toAnswer);
  expect(await codeOf(signIn(guide()))).toBe(code);
});

it.each([
  ['The user did not approve access.', 'connect-stopped'],
  ['User cancelled or denied access.', 'connect-stopped'],
  ['Authorization page could not be loaded.', 'connect-unreachable'],
])('“%s”', async (said, code) => {
  launch.mockRejectedValue(new Error(said));
  expect(await codeOf(signIn(guide()))).toBe(code);
});
