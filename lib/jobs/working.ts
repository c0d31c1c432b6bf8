/** What one piece of work on a job is given. */
import type { KeyRecord } from '../keys/record';
import type { ToolCall } from '../providers/makes';
import type { OpenVault } from '../vault/session';
import type { Sent } from './calling';
import type { Held } from './held';
import type { Reader } from './rows';

export interface Working {
  readonly held: Held;
  readonly open: OpenVault;
  readonly key: KeyRecord;
  /** Ends with the job, not with the vault: what was paid for is still taken in. */
  readonly signal: AbortSignal;
  /** Tells whoever started it what was sent, from the moment it is. */
  watch(sent: Sent): void;
  /** Which of these calls need somebody's word. */
  asksOf(calls: readonly ToolCall[]): Promise<ToolCall[]>;
}

export const toReader = (open: OpenVault): Reader => ({ vaultId: open.vaultId, key: open.content });
