/** What the backup page asks. Credentials come and go sealed under the backup's own subkey. */
import { remindSchema } from '../backup/last';
import { z } from '../core/zod';
import { keyRecordSchema } from '../keys/record';
import { keyTextSchema } from '../seal/kdf';
import { contract } from './contract';
import { proofSchema } from './vault';

const nothing = z.object({});
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** The subkey for credentials, and the backup's id. */
const under = z.object({ key: keyTextSchema, place: id });

/** All credentials, sealed. It takes the passphrase again. */
export const backupSecrets = contract({
  name: 'backup/secrets',
  from: ['options'],
  input: z.object({ proof: proofSchema, under }),
  output: z.object({ secrets: z.array(z.object({ id, sealed: z.string() })) }),
});

/** A backup's keys, to be opened, sealed for this vault and staged. */
export const backupKeys = contract({
  name: 'backup/keys',
  from: ['options'],
  input: z.object({
    under,
    lot: id,
    keys: z.array(z.object({ record: keyRecordSchema, secret: z.nullable(z.string()) })),
  }),
  output: z.object({
    ids: z.record(z.string(), z.string()),
    added: z.number(),
    same: z.number(),
    newer: z.number(),
    staged: z.number(),
    standing: z.string(),
    usable: z.record(z.string(), z.string()),
  }),
});

/** All that was staged becomes visible at once. */
export const backupShow = contract({
  name: 'backup/show',
  from: ['options'],
  input: z.object({ lot: id, vaultId: id, count: z.int(), standing: z.string(), isSpent: z.boolean() }),
  output: nothing,
});

/** It lies on the disk. */
export const backupDone = contract({
  name: 'backup/done',
  from: ['options'],
  input: nothing,
  output: nothing,
});

export const backupRemind = contract({
  name: 'backup/remind',
  from: ['options'],
  input: z.object({ days: remindSchema }),
  output: nothing,
});
