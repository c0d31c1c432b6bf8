/** What was ever done with the vault and its keys. Sealed with the content subkey, appended, never edited. */
import { z } from '../core/zod';
import { verdictSchema } from '../providers/report';
import { requestSchema } from './request';

export const WHATS = [
  'vault-created',
  'vault-opened',
  'vault-open-failed',
  'passphrase-changed',
  'passphrase-recovered',
  'words-made',
  'words-removed',
  'passkey-added',
  'passkey-removed',
  'key-added',
  'key-checked',
  'key-changed',
  'key-replaced',
  'key-enabled',
  'key-disabled',
  'key-made-default',
  'key-revealed',
  'key-copied',
  'key-removed',
  'key-restored',
  'key-revoked',
  /** Before each request that may cost money. */
  'key-used',
  'budget-changed',
  'budget-lifted',
  'backup-made',
  'backup-read',
  /** One request that left, or several that belong together: a job's polls, its downloads. */
  'request',
  /** How many left at the moment of a lock: nothing more could be sealed of them. */
  'requests-unsealed',
  /** As it was counted before each request had a line of its own. */
  'requests-sent',
  'record-exported',
  'record-kept-for',
  'record-pruned',
  /** Where it should have gone on was gone or damaged: from here it begins anew. */
  'record-restarted',
] as const;

/** Where a line stands in the chain. */
export const linkSchema = z.object({
  /** Counted from 1, and never given twice. */
  at: z.int().check(z.gte(1)),
  /** The hash of the line before. */
  before: z.string(),
});
export type Link = z.infer<typeof linkSchema>;

export const activitySchema = z.object({
  atMs: z.number(),
  what: z.enum(WHATS),
  keyId: z.optional(z.string()),
  /** As they were then: a record may be renamed or gone when this is read. */
  provider: z.optional(z.string()),
  keyName: z.optional(z.string()),
  verdict: z.optional(verdictSchema),
  count: z.optional(z.number()),
  /** What it was for. */
  jobId: z.optional(z.string()),
  make: z.optional(z.enum(['text', 'image', 'model3d'])),
  request: z.optional(requestSchema),
  /** Which budget it was, and what was done with it. */
  budget: z.optional(
    z.object({
      did: z.optional(z.enum(['set', 'changed', 'removed'])),
      period: z.enum(['day', 'month']),
      isHard: z.boolean(),
    }),
  ),
  /** For how many days. */
  about: z.optional(z.string()),
  link: z.optional(linkSchema),
});
export type Activity = z.infer<typeof activitySchema>;
export type What = Activity['what'];
/** What happened, before it has its place in the chain. */
export type Event = Omit<Activity, 'link'>;

export const ACTIVITY = 'activity';

/** The sealed setting that says for how many days it is kept. Without one it is for ever. */
export const KEPT_DAYS = 'activity-days';
export const KEPT_CHOICES = [null, 365, 90, 30] as const;
export const keptDaysSchema = z.union([z.null(), z.literal(365), z.literal(90), z.literal(30)]);
export type KeptDays = z.infer<typeof keptDaysSchema>;
export const keptSettingSchema = z.object({ days: keptDaysSchema });
