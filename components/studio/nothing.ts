/** What stands in for what is not read yet. */
import type { Choices, ModelList } from '../../lib/models/record';

export const NO_CHOICES: Choices = { favourites: [], defaults: {}, lastUsed: {} };
export const NO_LISTS: readonly ModelList[] = [];
