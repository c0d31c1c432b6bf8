/** What can happen to a job. */
import type { Count } from '../budgets/count';
import type { Problem } from '../core/problem';
import type { Arrival, KeptFile } from '../files/record';
import type { Ending, Failed, Told, ToolCall } from '../providers/makes';
import type { Cost, Made, Round, State } from './record';

export type Happening =
  /** It is written down as sent, and then sent. */
  | {
      readonly is: 'send';
      readonly boot: string;
      readonly limit?: number | undefined;
      readonly spentBeforeUsd?: string | undefined;
      readonly spentBeforeAtMs?: number | undefined;
      readonly counts?: readonly Count[] | undefined;
    }
  /** What arrived so far. */
  | {
      readonly is: 'arrived';
      readonly text: string;
      readonly thinking: string;
      readonly refusal?: string | undefined;
      readonly generationId?: string | undefined;
    }
  | {
      readonly is: 'pending';
      readonly operation: unknown;
      readonly pollAtMs: number;
      readonly progress?: number | undefined;
      readonly says?: string | undefined;
      /** Nobody answered: how often in a row. */
      readonly stumbles?: number | undefined;
      /** And how long that is by now, this wait included. */
      readonly unansweredMs?: number | undefined;
      /** Its files did not come: how often in a row. */
      readonly fetches?: number | undefined;
      /** What it waits for, when somebody can do something about it. */
      readonly why?: Problem | undefined;
    }
  /** It is made: what it took, where that is told, and its files come next. */
  | {
      readonly is: 'download';
      readonly credits?: number | undefined;
      readonly cost?: Cost | undefined;
    }
  /** So much of its files is here. */
  | {
      readonly is: 'arriving';
      readonly arrivals: Readonly<Record<string, Arrival>>;
      readonly receivedBytes: number;
      readonly totalBytes?: number | undefined;
    }
  /** One of them is here whole. */
  | { readonly is: 'kept'; readonly made: Made }
  /** An answer that wants tools: it waits for their results, and where asked for, for somebody's word. */
  | { readonly is: 'round'; readonly round: Round; readonly asks: readonly ToolCall[] }
  | { readonly is: 'allowed'; readonly deniedAt: readonly number[] }
  | { readonly is: 'answered'; readonly results: Round['results'] }
  /** It provably never ran, and is sent again by itself. */
  | {
      readonly is: 'wait';
      readonly untilMs: number;
      readonly problem: Problem;
      /** It counts as a try: a lock that came between does not. */
      readonly counts: boolean;
    }
  | { readonly is: 'payer'; readonly payer: State['payer'] }
  /** The provider takes it only with a smaller limit. */
  | { readonly is: 'limit'; readonly limit: number }
  | {
      readonly is: 'done';
      readonly told: Told;
      readonly cost?: Cost | undefined;
      readonly images?: readonly KeptFile[];
      readonly ending?: Ending | undefined;
      readonly finish?: string | undefined;
      readonly echo?: unknown;
      readonly isFiltered?: boolean | undefined;
      readonly text?: string | undefined;
      readonly facts?: State['facts'];
      readonly compareUntilMs?: number | undefined;
    }
  /** The provider's records were compared with what was asked. */
  | { readonly is: 'compared' }
  | {
      readonly is: 'failed';
      readonly failed: Omit<Failed, 'is' | 'again'>;
      readonly cost?: Cost | undefined;
    }
  /** The connection, or the background itself, ended in the middle: nobody knows what became of it. */
  | { readonly is: 'lost'; readonly problem: Problem; readonly findUntilMs?: number | undefined }
  /** The provider's records have exactly this one, and it is no other job's: it is asked after from now on. */
  | { readonly is: 'found'; readonly operation: unknown }
  /** They have some that could be it, or none. `isOver`: nobody looks any more by itself. */
  | {
      readonly is: 'looked';
      readonly candidates: NonNullable<State['candidates']>;
      readonly isOver: boolean;
    }
  /** What was paid for is asked after once more: that is free. Of what is here only the damaged is fetched anew. */
  | { readonly is: 'collect'; readonly damaged?: readonly Made[] }
  /** A picture of it for lists was made here, because its maker sent none. */
  | { readonly is: 'poster'; readonly made: Made }
  /** `isSent`: whether a request had left; by the place when nobody knows better. */
  | { readonly is: 'stop'; readonly isSent?: boolean; readonly findUntilMs?: number | undefined }
  /** It is found in nobody's hand: the life that sent it ended, or could not write what came of it. */
  | { readonly is: 'woke'; readonly findUntilMs?: number | undefined }
  /** Somebody wants the same once more; only for what cost nothing. */
  | {
      readonly is: 'retry';
      readonly isLetThrough?: boolean | undefined;
      /** Another key pays from now on. */
      readonly payer?: State['payer'];
    }
  | {
      readonly is: 'booked';
      readonly counts?: readonly Count[] | undefined;
      /** The row in the ledger; absent for what cost nothing and stands in none. */
      readonly entryId?: string | undefined;
    }
  /** Known later than the answer, or better. Undefined: nobody is asked any more. */
  | { readonly is: 'cost'; readonly cost: Cost | undefined }
  | { readonly is: 'note'; readonly note: Problem };
