/** When a key's age is worth a word. */
import { createContext, useContext } from 'react';
import { type KeyRecord, secretSinceMs } from '../../../lib/keys/record';
import { ROTATE_AFTER, ROTATE_AFTER_DAYS, rotateAfterSchema } from '../../../lib/messages/keys';
import { useLive } from '../../hooks/useLive';

const DAY_MS = 86_400_000;

/** After how many days; null: never; undefined: not read yet, so nothing is said too early. */
export type After = number | null | undefined;

const AfterContext = createContext<After>(undefined);
export const AfterProvider = AfterContext.Provider;
export const useAfter = (): After => useContext(AfterContext);

export const ageInDays = (key: KeyRecord, nowMs = Date.now()): number =>
  Math.floor((nowMs - secretSinceMs(key)) / DAY_MS);

/** What is disabled is no longer used, and what is being followed is under way. */
export const isDue = (key: KeyRecord, after: After, nowMs = Date.now()): boolean =>
  after != null &&
  key.isEnabled &&
  key.removedAtMs === null &&
  key.isReminderOff !== true &&
  ageInDays(key, nowMs) >= after;

/** Taken over by another, and still valid at its service for all we know. */
export const isUnfinished = ({ rotation, removedAtMs }: KeyRecord): boolean =>
  rotation?.retiredAtMs !== undefined && rotation.endedAtMs === undefined && removedAtMs === null;

const TABLES = ['settings'] as const;

async function readAfter(): Promise<number | null> {
  const [{ readSetting }, { findContent }] = await Promise.all([
    import('../../../lib/db/settings'),
    import('../../../lib/session/content'),
  ]);
  const content = await findContent();
  if (!content) return null;
  const open = { vaultId: content.vaultId, content: content.key };
  const { value } = await readSetting(open, ROTATE_AFTER, rotateAfterSchema);
  return value ? value.days : ROTATE_AFTER_DAYS;
}

export function useLiveAfter(): After {
  const live = useLive(readAfter, TABLES);
  return live.state === 'ready' ? live.value : undefined;
}
