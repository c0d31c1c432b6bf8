/**
 * Each line carries its number and the hash of the line before, and a sealed head says where the chain ends and where
 * what is kept of it begins. So a line that was changed, moved or taken away shows. SECURITY.md has it byte by byte.
 */
import { type Bytes, lengthPrefixed, toHex, utf8 } from '../core/bytes';
import { z } from '../core/zod';
import { sha256 } from '../seal/sha256';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const number = z.int().check(z.gte(0));

/** Where a record first breaks, and why. */
const brokenSchema = z.object({
  why: z.enum([
    /** It does not open, or is not what was written. */
    'damaged',
    /** Another one should stand here: lines are gone, moved or put between. */
    'out-of-order',
    /** It says itself that what was before it is lost. */
    'begun-anew',
    /** The newest lines are gone. */
    'end-missing',
    /** The head that says where it ends is gone or damaged. */
    'head-missing',
    'head-damaged',
  ]),
  at: number,
  atMs: z.optional(z.number()),
});
export type Broken = z.infer<typeof brokenSchema>;

export const headSchema = z.object({
  format: z.literal(1),
  /** The number of the newest line, and its hash. */
  count: number,
  last: hash,
  /** The number of the oldest line that is kept, and the hash of the one before it. */
  first: z.int().check(z.gte(1)),
  before: hash,
  /** Of lines that were let go since: that they are gone forgives nothing. */
  broken: z.optional(brokenSchema),
});
export type Head = z.infer<typeof headSchema>;

export const HEAD = 'head';
export const TRAIL_HEAD = 'trail-head';

/** Before the first line there is none. */
export const NOTHING = '0'.repeat(64);
export const EMPTY_HEAD: Head = { format: 1, count: 0, last: NOTHING, first: 1, before: NOTHING };

/** Over exactly the bytes that were sealed, so that nobody has to write them down alike a second time. */
export const hashOf = (vaultId: string, rowId: string, content: Bytes): string =>
  toHex(sha256(lengthPrefixed(utf8('firekeep/1/trail'), utf8(vaultId), utf8(rowId), content)));
