/** What the Activity page asks. It reads and verifies by itself; only the background writes. */
import { keptDaysSchema } from '../activity/record';
import { z } from '../core/zod';
import { contract } from './contract';

const nothing = z.object({});

/** For how many days lines are kept. What is older goes at once, and with each unlock. */
export const activityKeep = contract({
  name: 'activity/keep',
  from: ['options'],
  input: z.object({ days: keptDaysSchema }),
  output: nothing,
});

/** The page wrote so many lines into a file. */
export const activityExported = contract({
  name: 'activity/exported',
  from: ['options'],
  input: z.object({ count: z.int().check(z.gte(0)) }),
  output: nothing,
});
