/**
 * Argon2id's parameters: today's, and the bounds within which a stored row is believed at all. Argon2 itself
 * is in argon2.ts, which only pages load: the worker carries none of it.
 */
import { fromBase64, toBase64 } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { z } from '../core/zod';

export const SALT_BYTES = 16;

/** What a new passphrase gets. Raise these: each vault follows at its next unlock. */
const TODAY = { memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

/** No vault was ever made with less; nobody needs to wait, or to give memory, for more. */
const FLOOR = { memoryKiB: 65_536, passes: 3, lanes: 1 } as const;
const CEILING = { memoryKiB: 524_288, passes: 10, lanes: 4 } as const;

const between = (part: keyof typeof FLOOR) => z.int().check(z.gte(FLOOR[part]), z.lte(CEILING[part]));

/** Sixteen bytes as base64 end in exactly two padding signs. */
export const saltSchema = z.string().check(z.regex(/^[A-Za-z0-9+/]{21}[AQgw]==$/));

/** Thirty-two bytes as base64: a derived key on its way between pages and background. */
export const keyTextSchema = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));

export const costSchema = z.object({
  memoryKiB: between('memoryKiB'),
  passes: between('passes'),
  lanes: between('lanes'),
});

/** How a key is derived from a passphrase; it travels between pages and background, so its salt is text. */
export const kdfSchema = z.extend(costSchema, { salt: saltSchema });
export type Kdf = z.infer<typeof kdfSchema>;

export const newSalt = (): string => toBase64(randomBytes(SALT_BYTES));

export const newKdf = (): Kdf => ({ ...TODAY, salt: newSalt() });

export const isWeakerThanToday = (kdf: Omit<Kdf, 'salt'>): boolean =>
  kdf.memoryKiB < TODAY.memoryKiB || kdf.passes < TODAY.passes || kdf.lanes < TODAY.lanes;

export const saltOf = (kdf: Kdf) => fromBase64(kdf.salt);
