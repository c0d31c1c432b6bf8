/**
 * Passkeys by WebAuthn's PRF extension: the authenticator answers a salt with 32 bytes that only it can make. No
 * `rp.id` is named, so that it is this extension itself, whose id the manifest fixes. Loaded when one is used.
 */
import { type Bytes, fromBase64, toBase64 } from '../../lib/core/bytes';
import { randomBytes } from '../../lib/core/ids';
import { fail } from '../../lib/core/problem';
import type { NewWay, Proof, ProvableWay } from '../../lib/messages/vault';
import { newSalt } from '../../lib/seal/kdf';
import { kekOf, proveBy } from '../../lib/seal/prove';

type PasskeyWay = Extract<ProvableWay, { kind: 'passkey' }>;

const ALGORITHMS = [-7, -8, -257];
const CHALLENGE_BYTES = 32;

/** Undefined when the prompt was closed, or nobody answered it. */
export async function provePasskey(
  ways: readonly ProvableWay[],
  signal: AbortSignal,
): Promise<Proof | undefined> {
  const known = ways.filter((way) => way.kind === 'passkey');
  const answer = await askFor(known, signal);
  if (!answer) return undefined;
  const way = known.find(({ credential }) => credential === answer.credential) ?? fail('wrong-passkey');
  return proveBy(answer.from, way);
}

/** Makes one and asks it at once: many authenticators answer a salt only then, and this is how it will be used. */
export async function makePasskey(
  name: string,
  ways: readonly ProvableWay[],
  signal: AbortSignal,
): Promise<NewWay | undefined> {
  const salt = newSalt();
  const credential = await create(ways, salt, signal);
  if (credential === undefined) return undefined;
  const answer = await askFor([{ id: '', kind: 'passkey', salt, credential }], signal);
  if (!answer) return undefined;
  return {
    kind: 'passkey',
    name,
    salt,
    credential,
    kek: await kekOf(answer.from, { kind: 'passkey', salt }),
  };
}

async function create(
  ways: readonly ProvableWay[],
  salt: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const made = await quietly(() =>
    navigator.credentials.create({
      signal,
      publicKey: {
        challenge: randomBytes(CHALLENGE_BYTES),
        rp: { name: 'Firekeep' },
        // Whoever keeps passkeys shows this in a list, and may copy it elsewhere: it tells nothing.
        user: { id: randomBytes(16), name: 'Firekeep', displayName: 'Firekeep' },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        attestation: 'none',
        excludeCredentials: ways.filter((way) => way.kind === 'passkey').map(toDescriptor),
        extensions: { prf: { eval: { first: fromBase64(salt) } } },
      },
    }),
  );
  if (!(made instanceof PublicKeyCredential)) return undefined;
  if (!made.getClientExtensionResults().prf?.enabled) fail('passkey-no-prf');
  return toBase64(new Uint8Array(made.rawId));
}

interface Answer {
  readonly credential: string;
  readonly from: Bytes;
}

async function askFor(ways: readonly PasskeyWay[], signal: AbortSignal): Promise<Answer | undefined> {
  const got = await quietly(() =>
    navigator.credentials.get({
      signal,
      publicKey: {
        challenge: randomBytes(CHALLENGE_BYTES),
        allowCredentials: ways.map(toDescriptor),
        userVerification: 'required',
        extensions: { prf: { evalByCredential: Object.fromEntries(ways.map(toSalt)) } },
      },
    }),
  );
  if (!(got instanceof PublicKeyCredential)) return undefined;
  const first = got.getClientExtensionResults().prf?.results?.first ?? fail('passkey-no-prf');
  return { credential: toBase64(new Uint8Array(got.rawId)), from: toBytes(first) };
}

const toBytes = (source: BufferSource): Bytes =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();

const toDescriptor = ({ credential }: PasskeyWay): PublicKeyCredentialDescriptor => ({
  type: 'public-key',
  id: fromBase64(credential),
});

const toSalt = ({ credential, salt }: PasskeyWay) =>
  [toBase64Url(credential), { first: fromBase64(salt) }] as const;

const toBase64Url = (base64: string): string =>
  base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Closing the prompt, waiting too long and having no such passkey are one and the same answer of the browser. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError') return undefined;
    return fail(name === 'InvalidStateError' ? 'passkey-there' : 'passkey-failed');
  }
}
