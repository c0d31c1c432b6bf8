/** What was ever done with the vault and its keys. Sealed with the content subkey, appended, never edited. */
import { z } from '../core/zod';
import { verdictSchema } from '../providers/report';

export const activitySchema = z.object({
  atMs: z.number(),
  what: z.enum([
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
    'backup-made',
    'backup-read',
    /** One request that may cost money. */
    'key-used',
    /** Free requests: lists, waiting, looking up a cost. */
    'requests-sent',
  ]),
  keyId: z.optional(z.string()),
  /** As they were then: a record may be renamed or gone when this is read. */
  provider: z.optional(z.string()),
  keyName: z.optional(z.string()),
  verdict: z.optional(verdictSchema),
  count: z.optional(z.number()),
});
export type Activity = z.infer<typeof activitySchema>;

export const ACTIVITY = 'activity';
