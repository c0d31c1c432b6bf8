/** What the record is told of a budget: which one it is and what was done, never an amount. */
import type { Event } from '../activity/record';
import { openDb } from '../db/open';
import { KEY_RECORD, keyRecordSchema } from '../keys/record';
import { openJson, type SealKey } from '../seal/envelope';
import type { Budget } from './record';

interface Open {
  readonly vaultId: string;
  readonly content: SealKey;
}

type Which = Pick<Budget, 'keyId' | 'provider' | 'period' | 'isHard'>;
type Did = NonNullable<Event['budget']>['did'];

/** Without a budget: all of them were removed. */
export const changedEvent = async (open: Open, budget?: Which, did?: Did): Promise<Event> => ({
  atMs: Date.now(),
  what: 'budget-changed',
  ...(await about(open, budget, did)),
});

/** Of one that is gone meanwhile nobody can say more than that. */
export const liftedEvent = async (
  open: Open,
  budget: Which | undefined,
  use: Pick<Event, 'jobId' | 'make'>,
): Promise<Event> => ({
  atMs: Date.now(),
  what: 'budget-lifted',
  ...(await about(open, budget)),
  ...use,
});

async function about(open: Open, budget: Which | undefined, did?: Did): Promise<Partial<Event>> {
  if (!budget) return {};
  const { keyId, provider, period, isHard } = budget;
  const keyName = keyId === undefined ? undefined : await findName(open, keyId);
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(keyId === undefined ? {} : { keyId }),
    ...(keyName === undefined ? {} : { keyName }),
    budget: { period, isHard, ...(did ? { did } : {}) },
  };
}

/** As it is called now: it may have another name, or none, when this is read. */
async function findName({ vaultId, content }: Open, id: string): Promise<string | undefined> {
  const row = await openDb().keys.where('id').equals(id).first();
  const place = { vaultId, kind: KEY_RECORD, rowId: id };
  const record = row && (await openJson(content, place, row.sealed, keyRecordSchema).catch(() => null));
  return record?.name;
}
