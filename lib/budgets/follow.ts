/** A key's limit goes on with the key that follows it: what a rotation replaces is no way round a budget. */
import type { KeyRecord } from '../keys/record';
import type { Budget } from './record';

/** Of a key: with all that followed it, oldest first. */
export interface Limit extends Budget {
  readonly keyIds?: readonly string[];
}

type Known = Pick<KeyRecord, 'id' | 'rotation'>;

export const withFollowers = (budgets: readonly Budget[], keys: readonly Known[]): readonly Limit[] =>
  budgets.map((budget) =>
    budget.keyId === undefined ? budget : { ...budget, keyIds: followersOf(budget.keyId, keys) },
  );

/** The key itself first. Two that follow each other end the chain. */
export function followersOf(keyId: string, keys: readonly Known[]): readonly string[] {
  const chain = [keyId];
  for (let last: string | undefined = keyId; last !== undefined; ) {
    const id: string = last;
    const next = keys.find((key) => key.id === id)?.rotation?.nextId;
    last = next && !chain.includes(next) ? next : undefined;
    if (last !== undefined) chain.push(last);
  }
  return chain;
}
