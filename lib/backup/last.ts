/** When the last backup was made, and when to think of the next. A sealed setting that no backup carries. */
import { z } from '../core/zod';

export const BACKUP = 'backup';
export const REMIND_DAYS = [7, 30, 90] as const;
const DEFAULT_DAYS = 30;

export const remindSchema = z.nullable(z.union([z.literal(7), z.literal(30), z.literal(90)]));
export type RemindDays = z.infer<typeof remindSchema>;

export const lastBackupSchema = z.object({ atMs: z.number(), remindDays: remindSchema });
export type LastBackup = z.infer<typeof lastBackupSchema>;

/** The first one switches the reminder on; what a person chose stays. */
export const afterBackup = (before: LastBackup | undefined, atMs: number): LastBackup => ({
  atMs,
  remindDays: before ? before.remindDays : DEFAULT_DAYS,
});

const DAY_MS = 24 * 60 * 60_000;

export const isDue = ({ atMs, remindDays }: LastBackup, nowMs: number): boolean =>
  remindDays !== null && nowMs >= atMs + remindDays * DAY_MS;

export const daysSince = ({ atMs }: LastBackup, nowMs: number): number => Math.floor((nowMs - atMs) / DAY_MS);
