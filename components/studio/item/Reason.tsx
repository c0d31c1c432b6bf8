import type { State } from '../../../lib/jobs/record';
import { makingWordsFor } from '../problems';

/** Why it waits. */
export const Reason = ({ problem }: { readonly problem: NonNullable<State['problem']> }) =>
  `${makingWordsFor(problem).what}. `;
