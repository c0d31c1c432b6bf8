/** For pages: a typed passphrase becomes a proof here, and goes no further than the page that took it. */
import { type Bytes, toBase64 } from '../core/bytes';
import { deriveKek } from './argon2';
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
