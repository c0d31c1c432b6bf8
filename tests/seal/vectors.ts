/**
 * Known answers, made once with other means than this program's (OpenSSL's AES, HKDF and SHA-256, another
 * Argon2). A format that changes by accident shows here; one that changes on purpose gets a new number.
 */
import type { Bytes } from '../../lib/core/bytes';

const hex = (...parts: string[]): Bytes => new Uint8Array(Buffer.from(parts.join(''), 'hex'));

export const vault = {
  id: '000102030405060708090a0b0c0d0e0f',
  key: hex('202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f'),
  sum: hex('49e8221341a923e36d952f0c5da4c0dbd61582238cfdb44a4b43e90990d98021'),
  secrets: hex('53e6e0042cedb6dceb4bde372259a7b8b60d60a7d98ab2a18585a63e72c0532c'),
  content: hex('d4e0d27475db5463050ddd00f0596c3a33f44689e20826c9ac5815f16be59ca4'),
  contentKeyId: hex('86e47b5c390432f2'),
  /** The HMAC of `abc` on the side of the secrets. */
  sameness: '28086e791602cb14707d3f76637107064e61df76881003ade559a4c0edb08dc7',
};

export const row = {
  place: { vaultId: vault.id, kind: 'key-record', rowId: 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff' },
  content: { name: 'Müller & Söhne' },
  sealed: hex(
    '0186e47b5c390432f2404142434445464748494a4bcaa199d1010e6f7291b0465d4ba2ad7eda7638f21ca723df0ed73f',
    '3df9ee7183409260560ff0e5e24ee3226bf053bffa4bc2c269e15497348095f844a8b27ae5f781ff77e006f0f6142fd9',
    'bc5c9a3444d8a411226de12bdc9ecb92016a291a305c4dbe7454f2f614d5ac02eba8cda5f82c29cabedfdb1135437204',
    '71a8488bcf27e8a6c275f5a8a99b4a58503c61f88775d48e9d6c66fc2711573813e546dfb593e52d9b260657e2f7ee0f',
    '8e28b8e7f1eab2a391bc8486e8951deea94235592b8b2b26d4282a913c0002611b60528c5e36c4746ee9333e20ab6da3',
    '90d9ef75cd6c78f9ebce219a7eef2fbd414083a44de5c20db316172a4cdb33b5255329bb90db1efc02ed0fc6479ef3fc',
    '2c7df31335',
  ),
};

export const passphrase = {
  /** Å as a letter with a ring, a ligature, a no-break space, a roman numeral, letters beyond 16 bits. */
  typed: ' \u0041\u030angstro\u0308m \ufb01ve\u00a0\u2167 \u{1d4f4}\u{1d4ee}\u{1d502} ',
  salt: 'YGFiY2RlZmdoaWprbG1ubw==',
  /** 64 MiB, 3 passes, 1 lane. */
  kek: hex('5b56b5a5e49305c46324428be92085e23de1a11202adfae354ebc09831057608'),
  /** 64 MiB, 4 passes, 2 lanes. */
  kekOfMore: hex('ea6b101ac4b859fa35703743bdbaa109eace23ab24fe1ff74157e0868e1d1956'),
  /** Ten thousand and 240 times `x`, 64 MiB, 3 passes, 1 lane. */
  kekOfLong: hex('1f53d219a25c6305350099f19617db958c37c3fccdf13188fa72dc2c3f50b6e8'),
};

export const unlocker = {
  id: 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf',
  kind: 'passphrase',
  format: 1,
  memoryKiB: 65_536,
  passes: 3,
  lanes: 1,
  salt: hex('606162636465666768696a6b6c6d6e6f'),
  iv: hex('707172737475767778797a7b'),
  wrapped: hex(
    '2d8f6fcf900e6c3a3baa666f3767054bffad7692682e6a524a0f746d128fe2f897380ce4a26a9d95f86b92b184dd02ff',
  ),
  sum: hex('e4bae54780b58039b65a1300e1ca2a8b0eeb781cf515365720020c01a0db2ef9'),
} as const;

/** 65,541 bytes, each its position modulo 251. */
export const file = {
  record: {
    format: 1,
    key: 'gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp8=',
    chunkCount: 2,
    byteCount: 65_541,
    sha256: '431362e9008e5da185643a2fcac997e55278dbe7fe5182b007c6a674547cf835',
  },
  sealedChunkSha256: [
    '48993aceb58c6571ea0264a6b84c4738c5e97ba155216863cca4f627b22a5303',
    '6c07a75bb166972112179d105a006e3f8adce32d41b9645fbb14f9972c4cd651',
  ],
} as const;
