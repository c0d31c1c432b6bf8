/** A problem's words, in three sentences. `{name}` is filled from the problem's values. */
export interface Words {
  readonly what: string;
  readonly means: string;
  readonly next: string;
}

/** By the problem's code. */
export type Problems = Readonly<Record<string, Words>>;

// What several of them say alike.
export const NOTHING_LOST = 'Nothing was changed and nothing is lost.';
export const TRY_AGAIN = 'Try again.';
export const RELOAD = 'Reload this page and try again.';
export const A_MISTAKE = 'That is a mistake in Firekeep, not yours.';
