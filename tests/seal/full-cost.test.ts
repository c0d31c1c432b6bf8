/** The same with Argon2 itself, at the cost that a person pays: 200 forged rows, and the right one between them. */
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { deriveKek } from '../../lib/seal/argon2';
import { newKdf } from '../../lib/seal/kdf';
import { prove } from '../../lib/seal/prove';
import { makeUnlocker, openUnlocker } from '../../lib/seal/unlocker';
import { mutateUnlocker, parsePassphrase, seeded, withRightSum } from './mutate';

const PASSPHRASE = 'one two three';
const ROWS = 200;

describe('forged unlockers at full cost', { timeout: 600_000 }, () => {
  it('open nothing', async () => {
    const vaultId = newId();
    const vaultKey = randomBytes(32);
    const kdf = newKdf();
    const kek = await deriveKek(PASSPHRASE, kdf);
    const whole = await makeUnlocker({ id: newId(), vaultId, vaultKey, kdf, kek });

    const open = async (stored: unknown) => {
      const { id, memoryKiB, passes, lanes, salt } = await parsePassphrase(stored);
      const proof = await prove(PASSPHRASE, { id, kdf: { memoryKiB, passes, lanes, salt: toBase64(salt) } });
      return openUnlocker(stored, vaultId, new Uint8Array(Buffer.from(proof.kek, 'base64')));
    };

    expect(await open(whole)).toEqual(vaultKey);
    const random = seeded(20_260_102);
    const codes: string[] = [];
    while (codes.length < ROWS) {
      const forged = withRightSum(mutateUnlocker(random, whole));
      if (!forged || !isAffordable(forged) || JSON.stringify(forged) === JSON.stringify(whole)) continue;
      codes.push(
        await open(forged).then(
          () => 'accepted',
          (error) => error.problem?.code ?? String(error),
        ),
      );
    }
    expect(new Set(codes)).toEqual(new Set(['wrong-passphrase']));
    expect(await open(whole)).toEqual(vaultKey);
  });
});

/** Believable, and not much dearer than today: the ceiling itself is tested with a cheaper derivation. */
const isAffordable = ({
  format,
  memoryKiB,
  passes,
  lanes,
  salt,
  iv,
  wrapped,
  kind,
}: Record<string, unknown>) =>
  kind === 'passphrase' &&
  format === 1 &&
  (memoryKiB === 65_536 || memoryKiB === 65_537) &&
  (passes === 3 || passes === 4) &&
  (lanes === 1 || lanes === 2) &&
  [salt, iv, wrapped].every((part, at) => part instanceof Uint8Array && part.length === [16, 12, 48][at]);
