/** What stands in a backup, section by section. */
import { fail } from '../core/problem';
import { z } from '../core/zod';
import { requestSchema, stateSchema } from '../jobs/record';
import { type Defaults, defaultsSchema, keyRecordSchema } from '../keys/record';
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
  keys: z.object({
    record: z.extend(keyRecordSchema, { id }),
    secret: z.nullable(z.string().check(z.maxLength(500_000))),
  }),
  settings: z.object({ id: z.string().check(z.maxLength(200)), value: z.unknown() }),
  jobs: z.object({ request: requestSchema, state: stateSchema }),
  ledger: z.object({ id, entry: entrySchema }),
  log: z.object({ id, vaultId: id, event: z.looseObject({ atMs: z.number(), what: z.string() }) }),
  marks: z.object({ id, mark: z.looseObject({}) }),
  /** Its sealed chunks follow, each a frame. What opens them stands in the job that names it. */
  files: z.object({ id, chunkCount: z.int().check(z.gte(0)) }),
} as const;

type LogEvent = Row<'log'>['event'];
export type Row<Name extends SectionName> = z.infer<(typeof rowSchemas)[Name]>;

/** What a person chose to put in. */
export interface Choice {
  readonly hasLibrary: boolean;
  readonly hasFiles: boolean;
}

/**
 * Settings that come along. What is not here stays where it is: half-written prompts, what providers were handed, and
 * whatever would make the vault that takes it less careful without a word (how it locks, how long its record is kept,
 * that another key may pay).
 */
const COMES = [
  /^defaults$/,
  /^choices$/,
  /^budgets$/,
  /^credit-rates$/,
  /^rotate-after$/,
  /^notices$/,
  /^dismissed:/,
];
export const isCarried = (settingId: string): boolean => COMES.some((pattern) => pattern.test(settingId));

const halvesSchema = z.custom<Row<'jobs'>>((value) => rowSchemas.jobs.safeParse(value).success);
const logEventSchema = z.custom<LogEvent>((value) => rowSchemas.log.shape.event.safeParse(value).success);
const entryRowSchema = z.custom<Row<'ledger'>>((value) => rowSchemas.ledger.safeParse(value).success);

/** Looked at as a whole, and kept with all its members. */
export const toHalves = (value: unknown): Row<'jobs'> => asRow(halvesSchema, value);
export const toEvent = (value: unknown): LogEvent => asRow(logEventSchema, value);
export const toEntry = (value: unknown): Row<'ledger'> => asRow(entryRowSchema, value);

function asRow<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fail('backup-damaged');
}

export const toDefaults = (value: unknown): Defaults => defaultsSchema.safeParse(value).data ?? {};
