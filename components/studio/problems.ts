/** Words for problems of making, which only the studio carries; everything else is said as everywhere. */
import type { Problem } from '../../lib/core/problem';
import { fill, wordsFor } from '../app/problems';
import { making } from '../app/sentences/making';
import type { Words } from '../app/sentences/shape';

export const makingCodes: readonly string[] = Object.keys(making);

/** As a row keeps it. */
interface Kept {
  readonly code: string;
  readonly values?: Problem['values'] | undefined;
}

export function makingWordsFor({ code, values = {} }: Kept): Words {
  const words = making[code];
  if (!words) return wordsFor({ code, values });
  const filled = (sentence: string) => fill(sentence, values);
  return { what: filled(words.what), means: filled(words.means), next: filled(words.next) };
}
