/** What a person could do better, in plain words. Only what is so is said. */

import type { KeyRecord } from '../../lib/keys/record';
import type { AutoLock } from '../../lib/messages/vault';
import { isWeakerThanToday } from '../../lib/seal/kdf';
import type { Way } from '../../lib/unlockers/reads';

export interface Known {
  readonly ways: readonly Way[];
  readonly minutes: AutoLock;
  readonly lastBackupAtMs: number | undefined;
  readonly keys: readonly KeyRecord[];
  /** How a key is called here, with its service. */
  readonly nameOf: (key: KeyRecord) => string;
  /** Whether anything is made here with it. Of a key that is only kept here nobody knows where it is used. */
  readonly isForUse: (key: KeyRecord) => boolean;
  readonly nowMs: number;
}

export interface WeakSpot {
  readonly what: string;
  readonly next: string;
  readonly page?: 'keys' | 'backup';
}

const DAY_MS = 86_400_000;
const LONG_UNUSED_DAYS = 180;

export function findWeakSpots(known: Known): readonly WeakSpot[] {
  return [...ofWays(known), ...ofHabits(known), ...ofKeys(known)];
}

function* ofWays({ ways }: Known): Generator<WeakSpot> {
  const whole = ways.flatMap((way) => (way.isDamaged ? [] : [way.unlocker]));
  if (!whole.some(({ kind }) => kind === 'words'))
    yield {
      what: 'There are no recovery words.',
      next: whole.some(({ kind }) => kind === 'passkey')
        ? 'If you forget the passphrase and lose your passkey, the vault stays shut.'
        : 'If you forget the passphrase, the vault stays shut. Nobody can open it for you.',
    };
  if (whole.some((way) => way.kind === 'passphrase' && isWeakerThanToday(way)))
    yield {
      what: 'The passphrase is stretched less than Firekeep does today.',
      next: 'Press “Make stronger” beside it.',
    };
  if (ways.some(({ isDamaged }) => isDamaged))
    yield {
      what: 'A way into the vault is damaged.',
      next: 'Make it anew while another one still opens the vault.',
    };
}

function* ofHabits({ minutes, lastBackupAtMs }: Known): Generator<WeakSpot> {
  if (minutes === null)
    yield {
      what: 'Auto-lock is off.',
      next: 'Whoever sits down here while the browser is open can use your keys.',
    };
  if (lastBackupAtMs === undefined)
    yield {
      what: 'There is no backup yet.',
      next: 'If this browser’s profile is lost, so is everything in it.',
      page: 'backup',
    };
}

function* ofKeys({ keys, nameOf, isForUse, nowMs }: Known): Generator<WeakSpot> {
  const kept = keys.filter(({ removedAtMs }) => removedAtMs === null);
  for (const key of kept)
    if (key.report.warnings.some(({ code }) => code === 'can-create-keys'))
      yield {
        what: `${nameOf(key)} can create other keys.`,
        next: 'Whoever has it has more than you need here. Where the service offers a smaller one, use that.',
        page: 'keys',
      };
  for (const key of kept)
    if (key.report.verdict === 'rejected')
      yield {
        what: `${nameOf(key)} was rejected by its service.`,
        next: 'Replace it, or remove it.',
        page: 'keys',
      };
  for (const key of kept)
    if (isForUse(key) && nowMs - (key.usedAtMs ?? key.addedAtMs) > LONG_UNUSED_DAYS * DAY_MS)
      yield {
        what: `${nameOf(key)} was not used in Firekeep for half a year.`,
        next: 'If nothing else uses it either, revoke it at its service and remove it here.',
        page: 'keys',
      };
}
