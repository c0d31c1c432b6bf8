/**
 * A job is two sealed things in one row. The *request* is written once, before anything is sent, under the content
 * key; it holds the job's own key. The *state* is sealed with that key, so that an answer that was paid for is still
 * kept when the vault locks in the middle of it.
 */
import { sentSchema } from '../activity/request';
import { countSchema } from '../budgets/count';
import { z } from '../core/zod';
import { figuresSchema } from '../files/glb';
import { arrivalSchema, fileSchema } from '../files/record';
import { VIEWS } from '../providers/makes-3d';
import { keyTextSchema } from '../seal/kdf';
import { chosenSchema } from './chosen';
import { callSchema, costSchema, roundSchema, tokensSchema } from './round';

export { type Chosen, chosenSchema } from './chosen';
export * from './round';

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const json = z.unknown();
const problemSchema = z.object({
  code: z.string(),
  values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export const makeSchema = z.enum(['text', 'image', 'model3d']);
export type Make = z.infer<typeof makeSchema>;

/** What a page asks for. */
export const orderSchema = z.object({
  id,
  make: makeSchema,
  provider: z.string().check(z.maxLength(64)),
  /** The key that pays; the provider's default when absent. */
  keyId: z.optional(id),
  model: z.string().check(z.minLength(1), z.maxLength(200)),
  prompt: z.string().check(z.maxLength(2_000_000)),
  files: z.array(fileSchema).check(z.maxLength(20)),
  /** In 3D: from where each of the files shows it. */
  views: z.optional(z.array(z.enum(VIEWS)).check(z.maxLength(4))),
  /** In 3D a conversation is a family: what was made, and every step on it. */
  conversation: id,
  /** The turn before this one; null begins the conversation. */
  parent: z.nullable(id),
  chosen: chosenSchema,
  /** A paid job that this one repeats, on somebody's word. */
  repeats: z.optional(id),
  /** Goes on where that job's text was cut, instead of asking something new. */
  continues: z.optional(id),
  /** A web page's words are in it: from then on every tool asks, because a page can steer a model. */
  hasPageText: z.optional(z.boolean()),
});
export type Order = z.infer<typeof orderSchema>;

/** What stands on a form and was not sent yet. It survives closing, locking and an update. */
export const draftSchema = z.object({
  prompt: z.string().check(z.maxLength(2_000_000)),
  files: z.array(fileSchema).check(z.maxLength(20)),
  views: z.optional(z.array(z.enum(VIEWS)).check(z.maxLength(4))),
  provider: z.optional(z.string().check(z.maxLength(64))),
  model: z.optional(z.string().check(z.maxLength(200))),
  keyId: z.optional(id),
  conversation: z.optional(id),
  parent: z.optional(z.nullable(id)),
  hasPageText: z.optional(z.boolean()),
  chosen: chosenSchema,
});
export type Draft = z.infer<typeof draftSchema>;

/** The sealed setting that holds the draft of each form. */
export const draftName = (make: Make): string => `draft:${make}`;

export const requestSchema = z.extend(orderSchema, {
  keyId: id,
  /** Of a step in 3D: the provider's handle for what it goes on from. */
  from: z.optional(json),
  /** As it was called when it paid. */
  keyName: z.string(),
  keyHint: z.string(),
  atMs: z.number(),
  jobKey: keyTextSchema,
});
export type Request = z.infer<typeof requestSchema>;

export const PLACES = [
  'draft',
  'sending',
  'running',
  'downloading',
  'done',
  'partial',
  'failed',
  'uncertain',
  'cancelled',
] as const;
export const placeSchema = z.enum(PLACES);
/** Where a job stands. */
export type JobPlace = z.infer<typeof placeSchema>;

export const OVER: readonly JobPlace[] = ['done', 'partial', 'failed', 'uncertain', 'cancelled'];
export const isOver = (place: JobPlace): boolean => OVER.includes(place);

export const madeSchema = z.object({
  /** Its place in the answer. */
  at: z.int(),
  role: z.enum(['model', 'poster', 'reference']),
  file: fileSchema,
  /** A GLB's own figures. */
  figures: z.optional(figuresSchema),
});
export type Made = z.infer<typeof madeSchema>;

const candidateSchema = z.object({ operation: json, atMs: z.number(), about: z.string() });

export const stateSchema = z.object({
  place: placeSchema,
  /** Grows with every change, so that pages that heard of it twice can tell. */
  seq: z.number(),
  /** How often it was sent again by itself. */
  tries: z.number(),
  /** Another key than the request's pays: somebody said so, or the setting did. */
  payer: z.optional(z.object({ keyId: id, keyName: z.string(), keyHint: z.string() })),
  /** When somebody asked for the same once more. */
  retriedAtMs: z.optional(z.number()),
  /** Since then it is tried again and again by itself. */
  tryingSinceMs: z.optional(z.number()),
  /** In `draft`: not before then, and why. */
  notBeforeMs: z.optional(z.number()),
  /** The life of the background that sends, or sent, it. */
  boot: z.optional(z.string()),
  sentAtMs: z.optional(z.number()),
  /** What the paying key had spent in all when it was last asked before that. */
  spentBeforeUsd: z.optional(z.string()),
  spentBeforeAtMs: z.optional(z.number()),
  endedAtMs: z.optional(z.number()),
  /** What the maker needs to ask again how far it is. */
  operation: z.optional(json),
  /** Handles of earlier tries, each of which came to nothing and cost nothing. */
  past: z.optional(z.array(json)),
  pollAtMs: z.optional(z.number()),
  progress: z.optional(z.number()),
  /** How often in a row nobody answered when it was asked after. */
  stumbles: z.optional(z.number()),
  /** How long that is by now, of the time in which somebody could ask. */
  unansweredMs: z.optional(z.number()),
  /** How often in a row its files were asked for and nothing more of them came. */
  fetches: z.optional(z.number()),
  /** The provider's word for where it stands, when we know none for it. */
  says: z.optional(z.string()),
  /** Files on their way, by their place in the answer, and how much of them is here. */
  arrivals: z.optional(z.record(z.string(), arrivalSchema)),
  receivedBytes: z.optional(z.number()),
  totalBytes: z.optional(z.number()),
  /** What was made in 3D, each as soon as it is whole. */
  made: z.optional(z.array(madeSchema)),
  /** What the provider found out about it: `riggable`, `rigType`. */
  facts: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  /** Until then the provider's records are searched for a creation whose answer never came. */
  findUntilMs: z.optional(z.number()),
  /** What was found there, when it could not be told apart. */
  candidates: z.optional(z.array(candidateSchema)),
  /** Until then the provider's records are asked whether it was sent more than once. */
  compareUntilMs: z.optional(z.number()),
  generationId: z.optional(z.string()),
  text: z.string(),
  thinking: z.string(),
  refusal: z.optional(z.string()),
  rounds: z.array(roundSchema),
  /** Tools that the model wants to use and that wait for somebody's word. */
  asks: z.optional(z.array(callSchema)),
  /** Of the last round: the places of calls that somebody said no to. Their ids may be the same. */
  deniedAt: z.optional(z.array(z.int())),
  images: z.array(fileSchema),
  isFiltered: z.optional(z.boolean()),
  ending: z.optional(z.enum(['complete', 'length', 'refused', 'tools', 'paused'])),
  finish: z.optional(z.string()),
  tokens: z.optional(tokensSchema),
  cost: z.optional(costSchema),
  /** The same in the provider's own coin. */
  credits: z.optional(z.number()),
  /** Of what failed: whether it was billed. */
  charge: z.optional(z.enum(['none', 'unknown', 'charged'])),
  keyTrouble: z.optional(z.enum(['rejected', 'credit', 'limit', 'forbidden'])),
  problem: z.optional(problemSchema),
  echo: z.optional(json),
  /** What the person should know of it besides, as codes: `limit-lowered`, `other-key`, `extra-request`. */
  notes: z.array(problemSchema),
  /** The token limit that was really sent. */
  limit: z.optional(z.number()),
  /** What its requests count for in the budgets. */
  counts: z.optional(z.array(countSchema)),
  /** Somebody sends it though a budget is in the way: until its next answer is here. */
  isLetThrough: z.optional(z.boolean()),
  /** Requests that left for it and stand in the record of activity not yet. */
  sent: z.optional(z.array(sentSchema)),
  /** Until then its provider is asked what it cost, or whether it cost what was told. */
  costUntilMs: z.optional(z.number()),
  /** Nothing was under way when it ended: its rounds are all there is to pay. */
  isSettled: z.optional(z.boolean()),
  /** Its cost stands in the ledger, */
  isBooked: z.optional(z.boolean()),
  /** the last time in this row. */
  entryId: z.optional(id),
});
export type State = z.infer<typeof stateSchema>;

/** The note of a job that was stopped before it began at its provider. */
export const NEVER_RAN = 'cancel-never-ran';

/** Both halves, opened. */
export interface Job {
  readonly n: number;
  readonly rev: number;
  readonly request: Request;
  readonly state: State;
}

/** Every file of it, also one of which only the beginning is here. */
export const filesOf = ({ request, state }: Job): string[] => {
  const made = (state.made ?? []).map(({ file }) => file);
  const whole = [...request.files, ...state.images, ...made];
  return [...whole, ...Object.values(state.arrivals ?? {})].map(({ id }) => id);
};

/** Kinds in the seal's AAD. */
export const JOB_REQUEST = 'job-request';
export const JOB_STATE = 'job-state';
export const FILE_CHUNKS = 'file';
