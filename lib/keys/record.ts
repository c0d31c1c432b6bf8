/** Our record about a key. It is sealed with the *content* subkey: pages may read it, disks may not. */
import { z } from '../core/zod';
import { reportSchema, verdictSchema } from '../providers/report';
import { counterSchema } from '../usage/counter';

export const environmentSchema = z.enum(['production', 'test']);
export type Environment = z.infer<typeof environmentSchema>;

export const nameSchema = z.string().check(z.maxLength(80));

/** One key follows another. Each time is written before its step is taken, so that a death leaves what may have happened. */
export const rotationSchema = z.object({
  /** The key that follows, which may not be there yet; absent for one that was only ended. */
  nextId: z.optional(z.string()),
  /** Its provider was asked to make that key. Without that key here, it may have been made and lost. */
  askedToMakeAtMs: z.optional(z.number()),
  retiredAtMs: z.optional(z.number()),
  /** Its provider was asked to end this key. Without `endedAtMs` nobody knows whether it did. */
  askedToEndAtMs: z.optional(z.number()),
  endedAtMs: z.optional(z.number()),
  endedBy: z.optional(z.enum(['service', 'person'])),
});
export type Rotation = z.infer<typeof rotationSchema>;

export const keyRecordSchema = z.object({
  id: z.string(),
  provider: z.string(),
  kind: z.string(),
  name: nameSchema,
  environment: environmentSchema,
  /** What may be shown of the credential: `sk-or-v1-…9f3a`, or an identifier in full. */
  hint: z.string(),
  /** The values of fields that are no secrets: a SID, a cloud name, a region. */
  identifiers: z.record(z.string(), z.string()),
  /** An HMAC over every field, under a key of the *secrets* side: equal means the same key. */
  sameness: z.string(),
  isEnabled: z.boolean(),
  addedAtMs: z.number(),
  changedAtMs: z.number(),
  checkedAtMs: z.nullable(z.number()),
  usedAtMs: z.nullable(z.number()),
  /** Set by Remove: undo is possible until then, afterwards the secret is destroyed and this is history. */
  removedAtMs: z.nullable(z.number()),
  report: reportSchema,
  /** When this secret came here; absent in old records, where it is as old as the record. */
  secretAtMs: z.optional(z.number()),
  isReminderOff: z.optional(z.boolean()),
  /** What its provider calls it, where the provider said so as it was made. */
  givenId: z.optional(z.string()),
  rotation: z.optional(rotationSchema),
  /** What it was before it could not be reached, so that a cut cable does not make a key look bad. */
  lastAnswer: z.nullable(z.object({ verdict: verdictSchema, atMs: z.number() })),
  /** What its provider counts as spent on it: as first seen, and last. */
  counter: z.optional(counterSchema),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** Which key each provider uses when nobody says which: one sealed row, so there is never a second. */
export const defaultsSchema = z.record(z.string(), z.string());
export type Defaults = z.infer<typeof defaultsSchema>;

export const UNDO_MS = 60_000;

/** A rejected key is never the default and never used until a check passes. */
export const mayBeDefault = (key: KeyRecord): boolean =>
  key.isEnabled && key.removedAtMs === null && key.report.verdict !== 'rejected';

/** A genuine key: what it lacks is said, not held against it. */
export const GENUINE = new Set<KeyRecord['report']['verdict']>([
  'works',
  'works-with-limits',
  'out-of-credit',
  'cannot-be-checked',
]);

/** Only what a check found genuine takes another key's place. */
export const mayFollow = (key: KeyRecord): boolean => mayBeDefault(key) && GENUINE.has(key.report.verdict);

/** Since when it has the secret that it has. */
export const secretSinceMs = (key: KeyRecord): number => key.secretAtMs ?? key.addedAtMs;

/** Kinds in the seal's AAD: constants of the format, not table names. */
export const KEY_RECORD = 'key-record';
export const KEY_SECRET = 'key-secret';
