/** What pages may ask of the vault. A `proof` is the key just derived from a passphrase, words or a passkey. */
import { z } from '../core/zod';
import { kdfSchema, keyTextSchema, saltSchema } from '../seal/kdf';
import { contract, everyPage } from './contract';

const nothing = z.object({});

/**
 * `kek` is what was derived under the unlocker's own parameters: Argon2id's output for a passphrase. The salt says
 * which they were: when another page has just changed the passphrase the answer is `unlocker-changed`, not "wrong".
 */
export const proofSchema = z.object({ unlockerId: z.string(), salt: saltSchema, kek: keyTextSchema });
export type Proof = z.infer<typeof proofSchema>;

const newUnlocker = z.object({ kdf: kdfSchema, kek: keyTextSchema });
export type NewUnlocker = z.infer<typeof newUnlocker>;

export const VAULT_STATES = ['absent', 'lost', 'locked', 'open', 'damaged'] as const;

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]{4,1364}={0,2}$/));

const provableSchema = z.union([
  z.object({ id: z.string(), kind: z.literal('passphrase'), kdf: kdfSchema }),
  z.object({ id: z.string(), kind: z.literal('words'), salt: saltSchema }),
  z.object({ id: z.string(), kind: z.literal('passkey'), salt: saltSchema, credential: base64 }),
]);
export type ProvableWay = z.infer<typeof provableSchema>;

const stateSchema = z.object({
  state: z.enum(VAULT_STATES),
  unlockers: z.array(provableSchema),
  /** How long Unlock stays disabled after wrong tries. */
  waitMs: z.number(),
});
export type VaultState = z.infer<typeof stateSchema>;

export const vaultState = contract({
  name: 'vault/state',
  from: everyPage,
  input: nothing,
  output: stateSchema,
});

export const vaultCreate = contract({
  name: 'vault/create',
  from: ['options'],
  input: newUnlocker,
  output: nothing,
});
export const vaultUnlock = contract({
  name: 'vault/unlock',
  from: everyPage,
  input: proofSchema,
  output: nothing,
});
export const vaultLock = contract({ name: 'vault/lock', from: everyPage, input: nothing, output: nothing });

/** Somebody is using a page: the idle clock starts again. */
export const vaultTouch = contract({ name: 'vault/touch', from: everyPage, input: nothing, output: nothing });

/** A new passphrase, or the same one under today's stronger parameters: one row is wrapped anew. */
export const vaultChangePassphrase = contract({
  name: 'vault/change-passphrase',
  from: everyPage,
  input: z.object({ proof: proofSchema, next: newUnlocker, why: z.enum(['changed', 'strengthened']) }),
  output: nothing,
});

/** Whether a way in is right, before a person goes on to the next step. Nothing opens, and a wrong one counts. */
export const vaultTry = contract({ name: 'vault/try', from: everyPage, input: proofSchema, output: nothing });

/** For whoever forgot the passphrase: another way in sets a new one and opens the vault. */
export const vaultRecover = contract({
  name: 'vault/recover',
  from: everyPage,
  input: z.object({ proof: proofSchema, next: newUnlocker }),
  output: nothing,
});

export const MOST_NAME = 60;

/** Words take the place of those before; there may be several passkeys. */
export const newWaySchema = z.union([
  z.object({ kind: z.literal('words'), salt: saltSchema, kek: keyTextSchema }),
  z.object({
    kind: z.literal('passkey'),
    salt: saltSchema,
    kek: keyTextSchema,
    credential: base64,
    name: z.string().check(z.maxLength(MOST_NAME)),
  }),
]);
export type NewWay = z.infer<typeof newWaySchema>;

export const vaultAddWay = contract({
  name: 'vault/add-way',
  from: ['options'],
  input: z.object({ proof: proofSchema, way: newWaySchema }),
  output: nothing,
});

export const vaultRemoveWay = contract({
  name: 'vault/remove-way',
  from: ['options'],
  input: z.object({ proof: proofSchema, id: z.string() }),
  output: nothing,
});

export const AUTO_LOCK_MINUTES = [5, 15, 60, null] as const;
export const autoLockSchema = z.union([z.literal(5), z.literal(15), z.literal(60), z.null()]);
export type AutoLock = z.infer<typeof autoLockSchema>;

/** The sealed setting that says when to lock. Without a readable row it is the default. */
export const AUTO_LOCK = 'auto-lock';
export const DEFAULT_AUTO_LOCK: AutoLock = 15;
export const autoLockSettingSchema = z.object({ minutes: autoLockSchema });

export const vaultAutoLock = contract({
  name: 'vault/auto-lock',
  from: ['options'],
  /** `null` is "never until the browser closes" and takes a proof. */
  input: z.object({ minutes: autoLockSchema, proof: z.optional(proofSchema) }),
  output: nothing,
});

export const vaultErase = contract({
  name: 'vault/erase',
  from: ['options'],
  input: z.object({ confirmation: z.literal('erase everything') }),
  output: nothing,
});
