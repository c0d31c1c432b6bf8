/** What pages may ask about keys. Only `keys/reveal` answers with a secret, and only to the options page. */
import { z } from '../core/zod';
import { environmentSchema, nameSchema } from '../keys/record';
import { reportSchema } from '../providers/report';
import { contract } from './contract';
import { proofSchema } from './vault';

const nothing = z.object({});
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const fields = z.record(z.string().check(z.maxLength(64)), z.string().check(z.maxLength(20_000)));

/** Not saved: the report says why. `allow` names hosts the browser has not granted yet. */
const saved = z.object({
  saved: z.boolean(),
  report: reportSchema,
});

export const keysAdd = contract({
  name: 'keys/add',
  from: ['options'],
  input: z.object({
    id,
    provider: z.string(),
    kind: z.string(),
    fields,
    name: nameSchema,
    environment: environmentSchema,
    /** The report a person has seen and saves in spite of. Without it the key is checked first. */
    anyway: z.optional(reportSchema),
  }),
  output: saved,
});

const draft = { provider: z.string(), kind: z.string(), fields };

/** Asks about a credential without keeping it: what came out of a file is looked at before anything is saved. */
export const keysTry = contract({
  name: 'keys/try',
  from: ['options'],
  input: z.object({ id, ...draft }),
  output: z.object({ report: reportSchema }),
});

/** Which of these are here already: the name of each one's key, or null. */
export const keysKnown = contract({
  name: 'keys/known',
  from: ['options'],
  input: z.object({ drafts: z.array(z.object(draft)).check(z.maxLength(500)) }),
  output: z.object({ names: z.array(z.nullable(z.string())) }),
});

/** What a provider's own page handed back becomes a key here. The page that asks never sees it. */
export const keysConnect = contract({
  name: 'keys/connect',
  from: ['options'],
  input: z.object({
    id,
    provider: z.string(),
    code: z.string().check(z.minLength(1), z.maxLength(4_000)),
    verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
    name: nameSchema,
    environment: environmentSchema,
  }),
  output: saved,
});

/** A new secret for the same record. The old one stays until the new one is saved. */
export const keysReplace = contract({
  name: 'keys/replace',
  from: ['options'],
  input: z.object({ id, kind: z.string(), fields, anyway: z.optional(reportSchema) }),
  output: saved,
});

/** Somebody closed the dialog in the middle of the check: what has not been saved yet will not be. */
export const keysCancel = contract({
  name: 'keys/cancel',
  from: ['options'],
  input: z.object({ id }),
  output: nothing,
});

export const keysCheck = contract({
  name: 'keys/check',
  from: ['options', 'popup', 'sidepanel'],
  input: z.object({ id }),
  output: z.object({ report: reportSchema }),
});

export const keysEdit = contract({
  name: 'keys/edit',
  from: ['options'],
  input: z.object({
    id,
    name: nameSchema,
    environment: environmentSchema,
    isReminderOff: z.optional(z.boolean()),
  }),
  output: nothing,
});

/** `nextDefault` answers the question which key is used from now on; null means none. */
export const keysEnable = contract({
  name: 'keys/enable',
  from: ['options'],
  input: z.object({ id, isEnabled: z.boolean(), nextDefault: z.optional(z.nullable(id)) }),
  output: nothing,
});

export const keysRemove = contract({
  name: 'keys/remove',
  from: ['options'],
  input: z.object({ id, nextDefault: z.optional(z.nullable(id)) }),
  output: nothing,
});

export const keysRestore = contract({
  name: 'keys/restore',
  from: ['options'],
  input: z.object({ id }),
  output: nothing,
});

/** The old key, `id`, is disabled; the new one takes its place. */
export const keysSucceed = contract({
  name: 'keys/succeed',
  from: ['options'],
  input: z.object({ id, nextId: id }),
  output: nothing,
});

/** The provider makes another key, asked with the old one. `isAgain`: although an earlier try may have made one. */
export const keysMake = contract({
  name: 'keys/make',
  from: ['options'],
  input: z.object({ id, from: id, isAgain: z.boolean() }),
  output: saved,
});

/** The provider ends a key, for ever. `typed` is its name by hand; null: a person did it on the provider's page. */
export const keysEnd = contract({
  name: 'keys/end',
  from: ['options'],
  input: z.object({ id, typed: z.nullable(z.string().check(z.maxLength(200))) }),
  output: nothing,
});

/** After how many days a key's age is worth a word; null: never. */
export const ROTATE_AFTER = 'rotate-after';
export const rotateAfterSchema = z.object({
  days: z.nullable(z.int().check(z.minimum(1), z.maximum(3_650))),
});
export const ROTATE_AFTER_DAYS = 90;

export const keysRotateAfter = contract({
  name: 'keys/rotate-after',
  from: ['options'],
  input: rotateAfterSchema,
  output: nothing,
});

export const keysMakeDefault = contract({
  name: 'keys/make-default',
  from: ['options'],
  input: z.object({ id }),
  output: nothing,
});

export const keysReveal = contract({
  name: 'keys/reveal',
  from: ['options'],
  input: z.object({ id, proof: proofSchema, to: z.enum(['show', 'copy']) }),
  output: z.object({ fields }),
});

/** Takes a row away that cannot be opened any more. One that can is not thrown away like this. */
export const keysDiscard = contract({
  name: 'keys/discard',
  from: ['options'],
  input: z.object({ id }),
  output: nothing,
});
