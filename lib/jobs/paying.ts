/** Which key pays. The person's choice, else the provider's default; a marked one is checked before it is used. */
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { check, isAnswer } from '../keys/change';
import type { KeyRecord } from '../keys/record';
import { readDefaults, readRecord } from '../keys/store';
import type { Report } from '../providers/report';
import { type OpenVault, requireOpen } from '../vault/session';
import type { Job, State } from './record';

/** A damaged one keeps nobody from the others. */
export async function readAllKeys(open: OpenVault): Promise<KeyRecord[]> {
  const rows = await openDb().keys.toArray();
  const records = await Promise.all(rows.map((row) => readRecord(open, row).catch(() => undefined)));
  return records.flatMap((record) => record ?? []);
}

const readKeysOf = async (open: OpenVault, provider: string): Promise<KeyRecord[]> =>
  (await readAllKeys(open)).filter((record) => record.provider === provider);

const mayPay = (key: KeyRecord) => key.isEnabled && key.removedAtMs === null;

/** A choice that is gone or disabled is said so; another key never takes its place in silence. */
export async function findPaying(open: OpenVault, provider: string, keyId?: string): Promise<KeyRecord> {
  const keys = await readKeysOf(open, provider);
  if (keyId !== undefined) {
    const chosen = keys.find(({ id }) => id === keyId);
    if (!chosen || chosen.removedAtMs !== null) return fail('key-gone');
    return chosen.isEnabled ? chosen : fail('key-disabled');
  }
  const { value } = await readDefaults(open);
  const usable = keys.filter(mayPay);
  return usable.find(({ id }) => id === value?.[provider]) ?? usable[0] ?? fail('no-key');
}

/**
 * The key that paid, for what it paid for: collected, cancelled and looked up with no other, also when it was
 * disabled meanwhile, which only keeps it from starting something new.
 */
export async function findPayer(open: OpenVault, { request, state }: Pick<Job, 'request' | 'state'>) {
  const keyId = state.payer?.keyId ?? request.keyId;
  const keys = await readKeysOf(open, request.provider);
  return keys.find(({ id }) => id === keyId) ?? fail('key-gone');
}

/** The next key of the same provider that nobody has anything against. */
export async function findNextPaying(
  open: OpenVault,
  provider: string,
  not: string,
): Promise<KeyRecord | undefined> {
  const keys = (await readKeysOf(open, provider)).filter(mayPay);
  const at = keys.findIndex(({ id }) => id === not);
  return [...keys.slice(at + 1), ...keys.slice(0, Math.max(0, at))].find(
    ({ id, report }) => id !== not && report.verdict !== 'rejected' && report.verdict !== 'out-of-credit',
  );
}

/** What its provider counted on it when it was last checked, and when: against it, a later count is a hint. */
export function spentBefore({
  report,
  checkedAtMs,
}: KeyRecord): Pick<State, 'spentBeforeUsd' | 'spentBeforeAtMs'> {
  const fact = report.facts.find(({ name }) => name === 'used');
  if (!fact || !('amount' in fact) || fact.currency !== 'USD') return {};
  return { spentBeforeUsd: fact.amount, ...(checkedAtMs === null ? {} : { spentBeforeAtMs: checkedAtMs }) };
}

/**
 * A verdict informs, it does not forbid: a marked key is asked once more, and used when it passes. What it said after
 * somebody wished for this, because of another wish, is the answer to this one too.
 */
export async function assertPaying({ id, report }: KeyRecord, wishedAtMs: number): Promise<void> {
  if (report.verdict !== 'rejected' && report.verdict !== 'out-of-credit') return;
  const now = await checkSince(id, wishedAtMs);
  if (now === 'rejected') fail('key-rejected');
  if (now === 'out-of-credit') fail('no-credit');
}

/** What is being asked of each key. */
const asking = new Map<string, Promise<Report>>();

/** However many were refused at once, their key is asked one time: its own check says what is wrong, everywhere. */
export async function checkSince(id: string, sinceMs: number): Promise<Report['verdict']> {
  const underWay = asking.get(id);
  if (underWay) return (await underWay).verdict;
  const open = await requireOpen();
  const known = (await readAllKeys(open)).find((key) => key.id === id);
  if (known && isAnswer(known.report.verdict) && (known.checkedAtMs ?? 0) >= sinceMs)
    return known.report.verdict;
  const answer = asking.get(id) ?? check(id).finally(() => asking.delete(id));
  asking.set(id, answer);
  return (await answer).verdict;
}
