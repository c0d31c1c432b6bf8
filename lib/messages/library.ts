/** What a person says about things that were made. What becomes of it is seen in the rows. */
import { z } from '../core/zod';
import { contract } from './contract';

const nothing = z.object({});
const ids = z.array(z.string().check(z.regex(/^[0-9a-f]{32}$/))).check(z.maxLength(1000));

export const libraryFavour = contract({
  name: 'library/favour',
  from: ['options'],
  input: z.object({ ids, isFavourite: z.boolean() }),
  output: nothing,
});

/** Out of sight at once, and destroyed when nobody took it back in time. What still runs stays. */
export const libraryDelete = contract({
  name: 'library/delete',
  from: ['options'],
  input: z.object({ ids }),
  output: z.object({ deleted: z.number(), running: z.number() }),
});

export const libraryRestore = contract({
  name: 'library/restore',
  from: ['options'],
  input: z.object({ ids }),
  output: nothing,
});

/** What was deleted is not waited for any longer, unless its service still has to be asked what it cost. */
export const libraryDestroy = contract({
  name: 'library/destroy',
  from: ['options'],
  input: z.object({ ids }),
  output: z.object({ waiting: z.number() }),
});
