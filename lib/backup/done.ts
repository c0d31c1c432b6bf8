/** What the background writes down of a backup. */
import { record } from '../activity/write';
import { readSetting, writeSetting } from '../db/settings';
import { requireOpen } from '../vault/session';
import { afterBackup, BACKUP, lastBackupSchema, type RemindDays } from './last';

export async function noteMade(): Promise<void> {
  const open = await requireOpen();
  const { value } = await readSetting(open, BACKUP, lastBackupSchema);
  await writeSetting(open, BACKUP, afterBackup(value, Date.now()));
}

export async function remind(days: RemindDays): Promise<void> {
  const open = await requireOpen();
  const { value } = await readSetting(open, BACKUP, lastBackupSchema);
  if (value) await writeSetting(open, BACKUP, { ...value, remindDays: days });
}

export async function noteLeaving(): Promise<void> {
  await record(await requireOpen(), { atMs: Date.now(), what: 'backup-made' });
}
