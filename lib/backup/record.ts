/** What stands in a backup, section by section. */
import { z } from '../core/zod';
import { requestSchema, stateSchema } from '../jobs/record';
import { keyRecordSchema } from '../keys/record';
import { entrySchema } from '../usage/record';

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** In this order, each once. A name that is not here is a newer Firekeep's: then nothing of it is read. */
export const SECTIONS = ['about', 'keys', 'settings', 'jobs', 'ledger', 'log', 'marks', 'files'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Raised when rows of that section mean more than an older program would understand. */
export const SECTION_FORMAT = 1;

export const sectionSchema = z.object({ name: z.string(), format: z.int() });
export const endSchema = z.object({ rows: z.record(z.string(), z.int()) });

/** Rows are kept as they came, also with members that this version does not know. */
export const rowSchemas = {
  about: z.object({ madeAtMs: z.number(), vaultId: id, hasLibrary: z.boolean(), hasFiles: z.boolean() }),
  /** The secret is sealed once more; null where only the key's history is kept. */
  keys: z.object({ record: keyRecordSchema, secret: z.nullable(z.string()) }),
  settings: z.object({ id: z.string().check(z.maxLength(200)), value: z.unknown() }),
  jobs: z.object({ request: requestSchema, state: stateSchema }),
  ledger: z.object({ id, entry: entrySchema }),
  log: z.object({ id, vaultId: id, event: z.looseObject({ atMs: z.number(), what: z.string() }) }),
  marks: z.object({ id, mark: z.looseObject({}) }),
  /** Its sealed chunks follow, each a frame. What opens them stands in the job that names it. */
  files: z.object({ id, chunkCount: z.int().check(z.gte(0)) }),
} as const;

export type Row<Name extends SectionName> = z.infer<(typeof rowSchemas)[Name]>;

/** What a person chose to put in. */
export interface Choice {
  readonly hasLibrary: boolean;
  readonly hasFiles: boolean;
}

/**
 * Settings that stay where they are: half-written prompts, what providers were handed, how this vault locks (never to
 * do so takes the passphrase), what was said about backups here.
 */
const STAYS = [/^draft:/, /^uploads$/, /^auto-lock$/, /^backup$/];
export const isCarried = (settingId: string): boolean => !STAYS.some((pattern) => pattern.test(settingId));
