/** What pages may ask about jobs. Replies say that it was heard; what becomes of it is seen in the rows. */
import { z } from '../core/zod';
import { fileSchema } from '../files/record';
import { draftSchema, makeSchema, orderSchema } from '../jobs/record';
import { choiceChangeSchema } from '../models/record';
import { contract } from './contract';

const nothing = z.object({});
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** Writes the job down. The same id never starts twice. */
export const jobsStart = contract({
  name: 'jobs/start',
  from: ['popup', 'sidepanel'],
  input: orderSchema,
  output: nothing,
});

export const jobsStop = contract({
  name: 'jobs/stop',
  from: ['popup', 'sidepanel'],
  input: z.object({ id }),
  output: nothing,
});

/** Sends a failed job that provably cost nothing once more, under the same row. */
export const jobsRetry = contract({
  name: 'jobs/retry',
  from: ['popup', 'sidepanel'],
  /** `isLetThrough`: somebody pressed a button to send this one though a budget is in the way. */
  input: z.object({ id, keyId: z.optional(id), isLetThrough: z.optional(z.boolean()) }),
  output: nothing,
});

/** Asks after what may have been paid for and did not arrive: free, and never a second creation. */
export const jobsCollect = contract({
  name: 'jobs/collect',
  from: ['options', 'popup', 'sidepanel'],
  input: z.object({ id }),
  output: nothing,
});

/** Of the creations in the provider's records that could be this job's, somebody chose one. */
export const jobsAdopt = contract({
  name: 'jobs/adopt',
  from: ['popup', 'sidepanel'],
  // By its name there and not by its place: the list may have moved since it was shown.
  input: z.object({ id, operation: z.json() }),
  output: nothing,
});

/** A picture of a finished result, made by a page and kept there already. The first one stays. */
export const jobsPoster = contract({
  name: 'jobs/poster',
  from: ['options', 'popup', 'sidepanel', 'model'],
  input: z.object({ id, file: fileSchema }),
  output: z.object({ isKept: z.boolean() }),
});

/** A page that shows what runs is open: it is asked after more often. */
export const jobsWatch = contract({
  name: 'jobs/watch',
  from: ['popup', 'sidepanel'],
  input: nothing,
  output: nothing,
});

/** Asks the provider's own records about a job whose outcome or cost is not known. */
export const jobsLook = contract({
  name: 'jobs/look',
  from: ['popup', 'sidepanel'],
  input: z.object({ id }),
  output: z.object({
    /** `known`: the provider has it. `candidates`: some that could be it stand in the row. `not-yet`: it has not, which proves nothing. `hint`: only the key's total. */
    found: z.enum(['known', 'candidates', 'not-yet', 'hint', 'nothing']),
    spentUsd: z.optional(z.string()),
    spentBeforeUsd: z.optional(z.string()),
    /** When that was so. */
    spentBeforeAtMs: z.optional(z.number()),
  }),
});

/** A word on what the model wants to use. Until it comes, nothing is sent. */
export const jobsAllow = contract({
  name: 'jobs/allow',
  from: ['popup', 'sidepanel'],
  input: z.object({ id, calls: z.array(z.object({ id: z.string(), isAllowed: z.boolean() })) }),
  output: nothing,
});

export const jobsForget = contract({
  name: 'jobs/forget',
  from: ['popup', 'sidepanel'],
  input: z.object({ ids: z.array(id).check(z.maxLength(1000)) }),
  output: nothing,
});

/** Brings a provider's list of models up to date, when it is old or when somebody asks. */
export const modelsRefresh = contract({
  name: 'models/refresh',
  from: ['popup', 'sidepanel'],
  input: z.object({ provider: z.string().check(z.maxLength(64)), make: makeSchema, isForced: z.boolean() }),
  output: z.object({ count: z.number() }),
});

/** Asks what one picture of a model costs, where its list does not say. The answer is seen in the list. */
export const modelsPrice = contract({
  name: 'models/price',
  from: ['popup', 'sidepanel'],
  input: z.object({
    provider: z.string().check(z.maxLength(64)),
    make: z.literal('image'),
    model: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  output: nothing,
});

/** Keeps a half-written form, as often as it changes. */
export const draftsKeep = contract({
  name: 'drafts/keep',
  from: ['popup', 'sidepanel'],
  input: z.object({ make: makeSchema, draft: draftSchema }),
  output: nothing,
});

/** Favourites, the default of each kind, and what was used last. */
export const choicesKeep = contract({
  name: 'choices/keep',
  from: ['popup', 'sidepanel'],
  input: choiceChangeSchema,
  output: nothing,
});

/** Whether somebody was asked if the browser may tell when something is ready. What was answered, the browser knows. */
export const NOTICES = 'notices';
export const noticesSchema = z.object({ isAnswered: z.boolean() });

export const noticesKeep = contract({
  name: 'notices/keep',
  from: ['popup', 'sidepanel'],
  input: noticesSchema,
  output: nothing,
});
