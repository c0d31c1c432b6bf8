import type { Bytes } from '../core/bytes';

/** A sealed row. `rev` grows with each write, so that a writer can tell that another came between. */
export interface SealedRow {
  readonly id: string;
  readonly rev: number;
  readonly sealed: Bytes;
}

/** Rows that are listed in the order in which they were made carry an insertion number, and nothing else. */
export interface NumberedRow extends SealedRow {
  readonly n?: number;
}

export interface KeyRow extends NumberedRow {
  /** Sealed with the *secrets* subkey; null once the secret is destroyed and only its history is kept. */
  readonly secret: Bytes | null;
  /** In the open, so that the secret can be destroyed on time while the vault is locked. */
  readonly isRemoved?: boolean;
}

export interface JobRow extends NumberedRow {
  /** Sealed with the job's own key, which lies in `sealed`. */
  readonly state: Bytes;
  /** 1 until the job is over, absent afterwards. */
  readonly open?: 1;
}

/** A sum that does not hold any more; whoever can adds it up anew. */
export interface SumRow extends SealedRow {
  readonly isStale?: true;
}

/** What a person said about a job, under the job's id. */
export interface MarkRow extends SealedRow {
  /** 1 while its deletion can be taken back: what is to be destroyed is found without opening all of them. */
  readonly gone?: 1;
}

export interface ChunkRow {
  /** The file's id, and the chunk's number in it. */
  readonly file: string;
  readonly at: number;
  readonly bytes: Bytes;
}

/** A row of a backup on its way into its table. It counts for nothing until all of its lot are there. */
export interface StagedRow {
  readonly n?: number;
  readonly lot: string;
  readonly table: StagedTable;
  readonly row: object;
  /** The `rev` of the row that it takes the place of; absent for one that is new. */
  readonly was?: number;
}

/** Tables into which a backup's rows go. Of `files` only the names wait: chunks lie in their place already. */
export type StagedTable = 'keys' | 'settings' | 'jobs' | 'ledger' | 'logs' | 'marks' | 'files';

/** The one row that says that there is a vault, and which. Plain: nothing in it is worth hiding. */
export interface VaultRow {
  readonly id: 'vault';
  readonly vaultId: string;
  readonly format: 1;
  /** SHA-256 over the other fields: tells a damaged row from a right one. */
  readonly sum: Bytes;
}

/** The vault key, wrapped: what every way into the vault has. */
interface Wrapped {
  readonly id: string;
  readonly format: 1;
  readonly salt: Bytes;
  readonly iv: Bytes;
  readonly wrapped: Bytes;
  /** SHA-256 over the other fields: sum wrong is damage, sum right and tag wrong is a wrong passphrase. */
  readonly sum: Bytes;
}

export interface PassphraseRow extends Wrapped {
  readonly kind: 'passphrase';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

export interface WordsRow extends Wrapped {
  readonly kind: 'words';
}

export interface PasskeyRow extends Wrapped {
  readonly kind: 'passkey';
  /** Its id at the authenticator, which is asked for it while the vault is locked. */
  readonly credential: Bytes;
}

/** One way into the vault, as it must be to open it. */
export type Unlocker = PassphraseRow | WordsRow | PasskeyRow;

/** As it is stored. What a person would know it by is sealed beside it, and never needed to open. */
export type UnlockerRow = Unlocker & { readonly note?: Bytes };
