/** An authenticator that Chromium plays: it lives as long as its DevTools session, and answers by itself. */
import type { CDPSession, Page } from 'playwright-core';

export interface Authenticator {
  /** Whether somebody proves who they are: otherwise every question ends as if the prompt was closed. */
  setVerified(isVerified: boolean): Promise<void>;
  count(): Promise<number>;
  unplug(): Promise<void>;
}

interface Plugged {
  readonly hasPrf: boolean;
}

export async function plugIn(page: Page, { hasPrf }: Plugged): Promise<Authenticator> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return {
    setVerified: (isUserVerified) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }).then(() => undefined),
    count: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    unplug: () => session.detach(),
  };
}

interface Asked {
  readonly credential: string;
  readonly salt: string;
}

/** In a page: what the authenticator answers for this salt, in base64. The very thing that opens the vault. */
export async function askInPage({ credential, salt }: Asked): Promise<string> {
  const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const got = await navigator.credentials.get({
    publicKey: {
      challenge: new Uint8Array(32),
      allowCredentials: [{ type: 'public-key', id: bytesOf(credential) }],
      userVerification: 'required',
      extensions: { prf: { eval: { first: bytesOf(salt) } } },
    },
  });
  if (!(got instanceof PublicKeyCredential)) throw new Error('no answer');
  const first = got.getClientExtensionResults().prf?.results?.first;
  if (!(first instanceof ArrayBuffer)) throw new Error('no answer to the salt');
  return btoa(String.fromCharCode(...new Uint8Array(first)));
}
