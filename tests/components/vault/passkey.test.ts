/** What is asked of an authenticator, and each way in which it can fail to answer. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makePasskey, provePasskey } from '../../../components/vault/passkey';
import { fromBase64, toBase64 } from '../../../lib/core/bytes';
import type { ProvableWay } from '../../../lib/messages/vault';
import { newSalt } from '../../../lib/seal/kdf';
import { kekOf } from '../../../lib/seal/prove';
import { codeOf } from '../../vault/stage';

const ANSWER = new Uint8Array(32).fill(4);
const RAW_ID = new Uint8Array([251, 255, 1, 2]);
const CREDENTIAL = toBase64(RAW_ID);

/** As browsers make them: `prf` is what the extension answered. */
class Credential {
  constructor(
    readonly rawId: ArrayBuffer,
    readonly prf: object | undefined,
  ) {}
  getClientExtensionResults() {
    return this.prf ? { prf: this.prf } : {};
  }
}
const credential = (prf?: object) => new Credential(RAW_ID.buffer, prf);
const answered = () => credential({ results: { first: ANSWER.buffer } });

const create = vi.fn<(options: CredentialCreationOptions) => Promise<unknown>>();
const get = vi.fn<(options: CredentialRequestOptions) => Promise<unknown>>();
beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', Credential);
  vi.stubGlobal('navigator', { credentials: { create, get } });
  create.mockImplementation(async () => credential({ enabled: true }));
  get.mockImplementation(async () => answered());
});

const never = new AbortController().signal;
const passkey: ProvableWay = { id: 'p', kind: 'passkey', salt: newSalt(), credential: CREDENTIAL };
const words: ProvableWay = { id: 'w', kind: 'words', salt: newSalt() };
const throwing = (name: string) => async () => {
  throw new DOMException('', name);
};

describe('making a passkey', () => {
  it('asks it at once, under a salt of its own, and hands on nothing but what was derived', async () => {
    const way = await makePasskey('Laptop', [words], never);
    if (way?.kind !== 'passkey') throw new Error('none was made');
    const { salt, kek } = way;
    expect(way).toEqual({ kind: 'passkey', name: 'Laptop', salt, kek, credential: CREDENTIAL });
    expect(kek).toBe(await kekOf(ANSWER, { kind: 'passkey', salt }));
    const again = await makePasskey('Laptop', [], never);
    expect(again).toMatchObject({ kind: 'passkey' });
    expect(again?.salt).not.toBe(salt);
  });

  it('is for this extension alone, by whoever proves who they are, and under a name that tells nothing', async () => {
    await makePasskey('Laptop', [words, passkey], never);
    const options = create.mock.calls[0]?.[0].publicKey;
    expect(options?.rp).toEqual({ name: 'Firekeep' });
    expect(options?.authenticatorSelection?.userVerification).toBe('required');
    expect([options?.user.name, options?.user.displayName]).toEqual(['Firekeep', 'Firekeep']);
    expect(options?.excludeCredentials).toEqual([{ type: 'public-key', id: RAW_ID }]);
    expect(get.mock.calls[0]?.[0].publicKey?.userVerification).toBe('required');
    expect(get.mock.calls[0]?.[0].publicKey?.rpId).toBeUndefined();
  });

  it.each<[string, () => void, string]>([
    ['without the extension', () => create.mockImplementation(async () => credential()), 'passkey-no-prf'],
    [
      'that says no',
      () => create.mockImplementation(async () => credential({ enabled: false })),
      'passkey-no-prf',
    ],
    [
      'that says yes and answers nothing',
      () => get.mockImplementation(async () => credential({})),
      'passkey-no-prf',
    ],
    ['where there is one', () => create.mockImplementation(throwing('InvalidStateError')), 'passkey-there'],
    ['where none may be', () => create.mockImplementation(throwing('SecurityError')), 'passkey-failed'],
  ])('%s fails by name', async (_how, spoil, code) => {
    spoil();
    expect(await codeOf(makePasskey('Laptop', [], never))).toBe(code);
  });

  it.each(['NotAllowedError', 'AbortError'])('that is called off (%s) is no failure', async (name) => {
    create.mockImplementation(throwing(name));
    expect(await makePasskey('Laptop', [], never)).toBeUndefined();
    create.mockImplementation(async () => credential({ enabled: true }));
    get.mockImplementation(throwing(name));
    expect(await makePasskey('Laptop', [], never)).toBeUndefined();
  });
});

describe('asking the passkeys of a vault', () => {
  it('names each with its own salt, and proves by the one that answered', async () => {
    const other: ProvableWay = { id: 'q', kind: 'passkey', salt: newSalt(), credential: 'AAAA' };
    const proof = await provePasskey([words, other, passkey], never);
    expect(proof).toEqual({ unlockerId: 'p', salt: passkey.salt, kek: await kekOf(ANSWER, passkey) });
    const options = get.mock.calls[0]?.[0].publicKey;
    expect(options?.allowCredentials?.map(({ id }) => id)).toEqual([fromBase64('AAAA'), RAW_ID]);
    // The spelling that the standard wants: no plus, no slash, no padding.
    expect(options?.extensions?.prf?.evalByCredential).toEqual({
      AAAA: { first: fromBase64(other.salt) },
      '-_8BAg': { first: fromBase64(passkey.salt) },
    });
  });

  it('takes an answer in whichever form a browser gives it', async () => {
    const view = new Uint8Array([0, ...ANSWER, 0]).subarray(1, 33);
    get.mockImplementation(async () => credential({ results: { first: view } }));
    expect((await provePasskey([passkey], never))?.kek).toBe(await kekOf(ANSWER, passkey));
  });

  it('one that is not of this vault is told', async () => {
    const other: ProvableWay = { id: 'q', kind: 'passkey', salt: newSalt(), credential: 'AAAA' };
    expect(await codeOf(provePasskey([other], never))).toBe('wrong-passkey');
  });

  it('one that answers nothing is told, and one that is not there is not', async () => {
    get.mockImplementation(async () => credential());
    expect(await codeOf(provePasskey([passkey], never))).toBe('passkey-no-prf');
    get.mockImplementation(throwing('NotAllowedError'));
    expect(await provePasskey([passkey], never)).toBeUndefined();
  });
});
