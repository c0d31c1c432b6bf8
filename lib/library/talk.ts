/** What a page and its search say to each other. The search lives in a worker of that page, and ends with it. */
import type { Problem } from '../core/problem';
import type { SealKey } from '../seal/envelope';
import type { Found, Hit, Standing } from './catalog';
import type { Query } from './query';

export type { Found, Hit, Query, Standing };

export type ToSearch =
  /** The key cannot be taken out of it again. */
  | { readonly is: 'begin'; readonly vaultId: string; readonly key: SealKey }
  /** A job or a mark changed. */
  | { readonly is: 'changed' }
  | {
      readonly is: 'find';
      readonly number: number;
      readonly query: Query;
      readonly from: number;
      readonly count: number;
    };

export type FromSearch =
  | { readonly is: 'standing'; readonly standing: Standing }
  | { readonly is: 'found'; readonly number: number; readonly found: Found }
  | { readonly is: 'failed'; readonly problem: Problem };

/** The end of a channel, as workers and ports have it. */
export interface Line {
  postMessage(message: FromSearch): void;
  onmessage: ((event: MessageEvent<ToSearch>) => unknown) | null;
}
