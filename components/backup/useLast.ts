import { BACKUP, type LastBackup, lastBackupSchema } from '../../lib/backup/last';
import { findContent } from '../../lib/session/content';
import { useLive } from '../hooks/useLive';

const TABLES = ['settings'] as const;

async function readLast(): Promise<LastBackup | undefined> {
  const content = await findContent();
  if (!content) return undefined;
  const { readSetting } = await import('../../lib/db/settings');
  const open = { vaultId: content.vaultId, content: content.key };
  return (await readSetting(open, BACKUP, lastBackupSchema)).value;
}

/** When the last backup was made; undefined before the first. */
export const useLast = () => useLive(readLast, TABLES);
