/** For pages: what was typed, or a passkey told, becomes a proof here, and goes no further than the page that took it. */
import { type Bytes, fromBase64, toBase64 } from '../core/bytes';
import { deriveKek } from './argon2';
import { expand } from './hkdf';
import { type Kdf, newKdf } from './kdf';

/** An unlocker as `vault/state` tells it. */
export interface Provable {
  readonly id: string;
  readonly kdf: Kdf;
}

export interface Proof {
  readonly unlockerId: string;
  /** Under which salt it was derived: tells a stale proof from a wrong one. */
  readonly salt: string;
  readonly kek: string;
}

export interface Prepared {
  readonly kdf: Kdf;
  readonly kek: string;
}

type Derive = (passphrase: string, kdf: Kdf) => Promise<Bytes>;

export const prove = async (
  passphrase: string,
  { id, kdf }: Provable,
  derive: Derive = deriveKek,
): Promise<Proof> => ({ unlockerId: id, salt: kdf.salt, kek: toBase64(await derive(passphrase, kdf)) });

/** What a new vault, or a new passphrase, hands to the background. */
export async function prepareUnlocker(passphrase: string, derive: Derive = deriveKek): Promise<Prepared> {
  const kdf = newKdf();
  return { kdf, kek: toBase64(await derive(passphrase, kdf)) };
}

/** A way in whose own secret is random already: nobody guesses it, so nothing needs to be stretched. */
export interface RandomWay {
  readonly kind: 'words' | 'passkey';
  readonly salt: string;
}

const LABELS = { words: 'firekeep/1/words', passkey: 'firekeep/1/passkey' } as const;

/** `from` is the words' 128 bits, or what the passkey answered for this salt. */
export const kekOf = async (from: Bytes, { kind, salt }: RandomWay): Promise<string> =>
  toBase64(await expand(from, fromBase64(salt), LABELS[kind], 32));

export const proveBy = async (from: Bytes, way: RandomWay & { readonly id: string }): Promise<Proof> => ({
  unlockerId: way.id,
  salt: way.salt,
  kek: await kekOf(from, way),
});
