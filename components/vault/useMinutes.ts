import {
  AUTO_LOCK,
  autoLockSettingSchema,
  DEFAULT_AUTO_LOCK,
  type AutoLock as Minutes,
} from '../../lib/messages/vault';
import { findContent } from '../../lib/session/content';
import { useLive } from '../hooks/useLive';

const TABLES = ['settings'] as const;

/** A damaged setting counts as none, as it does for the lock itself. */
async function readMinutes(): Promise<Minutes> {
  const content = await findContent();
  if (!content) return DEFAULT_AUTO_LOCK;
  const { readSetting } = await import('../../lib/db/settings');
  const open = { vaultId: content.vaultId, content: content.key };
  const { value } = await readSetting(open, AUTO_LOCK, autoLockSettingSchema).catch(() => ({
    value: undefined,
  }));
  return value ? value.minutes : DEFAULT_AUTO_LOCK;
}

/** After how many idle minutes the vault locks; null is never. */
export const useMinutes = () => useLive(readMinutes, TABLES);
