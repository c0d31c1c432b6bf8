/** One request that left, and what is known of its answer by now. Never a query, a header or a body. */
export interface Exchange {
  readonly atMs: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** It may cost money. */
  readonly isBilled: boolean;
  /** A file whose address stood in a reply: fetched without any secret. */
  readonly isFile: boolean;
  sentBytes: number;
  /** Of the answer's body, as far as it was read. */
  receivedBytes: number;
  /** Absent as long as nobody answered. */
  status?: number;
}
