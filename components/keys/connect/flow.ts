/**
 * Signing in at a service with a proof that only this page holds (RFC 7636). Verifier and state live in memory, for
 * as long as its window is open, and nowhere else.
 */
import { browser } from 'wxt/browser';
import { toBase64, utf8 } from '../../../lib/core/bytes';
import { randomBytes } from '../../../lib/core/ids';
import { fail } from '../../../lib/core/problem';
import type { Guide } from '../../../lib/providers/shape';

const LABEL = 'Firekeep';

export interface SignedIn {
  readonly code: string;
  readonly verifier: string;
}

export async function signIn({ connect }: Guide): Promise<SignedIn> {
  if (!connect) return fail('connect-refused');
  const redirectUrl = browser.identity.getRedirectURL('connect');
  const verifier = urlSafe(randomBytes(32));
  const state = urlSafe(randomBytes(32));
  const challenge = urlSafe(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(verifier))));
  const url = connect.address({ redirectUrl, challenge, state, label: LABEL });
  return { code: codeIn(await openWindow(url), redirectUrl, state), verifier };
}

const urlSafe = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Browsers say in words of their own whether the window was closed or its page did not load. */
async function openWindow(url: string): Promise<string> {
  try {
    return (await browser.identity.launchWebAuthFlow({ url, interactive: true })) ?? fail('connect-stopped');
  } catch (error) {
    const isUnreached = error instanceof Error && /load|network/i.test(error.message);
    return isUnreached ? fail('connect-unreachable') : fail('connect-stopped');
  }
}

/** The answer must lie exactly where we asked for it, and know the state that we sent. */
export function codeIn(answer: string, redirectUrl: string, state: string): string {
  if (!URL.canParse(answer)) return fail('connect-mixed-up');
  const { origin, pathname, searchParams, username } = new URL(answer);
  if (`${origin}${pathname}` !== redirectUrl || username) return fail('connect-mixed-up');
  const code = searchParams.get('code');
  // A refusal need not bring the state back.
  if (!code) return fail('connect-denied');
  const isOurs = searchParams.getAll('state').length === 1 && searchParams.get('state') === state;
  return isOurs ? code : fail('connect-mixed-up');
}
