import { type Bytes, utf8 } from '../core/bytes';
import { expand } from './hkdf';

/** What waits in session memory instead of the vault key. `secrets` is for the background alone. */
export interface Subkeys {
  readonly secrets: Bytes;
  readonly content: Bytes;
}

export async function deriveSubkeys(vaultKey: Bytes, vaultId: string): Promise<Subkeys> {
  const salt = utf8(vaultId);
  const [secrets, content] = await Promise.all([
    expand(vaultKey, salt, 'firekeep/1/secrets', 32),
    expand(vaultKey, salt, 'firekeep/1/content', 32),
  ]);
  return { secrets, content };
}
