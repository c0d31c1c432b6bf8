/** What a backup brings was spent too: it counts in the budgets of the vault that it comes into, once. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { backupHandlers } from '../../entrypoints/background/handlers/backup';
import { vaultHandlers } from '../../entrypoints/background/handlers/vault';
import { decide, standingOf } from '../../lib/budgets/decide';
import { readBudgeting } from '../../lib/budgets/reads';
import { type Budget, type Sum, TALLY } from '../../lib/budgets/record';
import { readTally, sealTally } from '../../lib/budgets/store';
import { openDb } from '../../lib/db/open';
import { readBooks, remakeBooks } from '../../lib/jobs/recount';
import { dayOf } from '../../lib/usage/days';
import type { Entry } from '../../lib/usage/record';
import { sealEntry } from '../../lib/usage/write';
import { requireOpen } from '../../lib/vault/session';
import { until } from '../harness/until';
import { addKey, entryOf, makeBackup, makeVault, putJob, readIn, requestOf, stateOf } from './stage';

const DAY_MS = 86_400_000;
/** In the middle of a month, so that a day before is of the same one. */
const NOW = new Date(2026, 10, 21, 12).getTime();
const today = dayOf(NOW);
const everything: Budget = { id: '', period: 'month', unit: 'usd', limit: 100_000_000, isHard: true };

async function spend(keyId: string, usd: string, over: Partial<Entry> = {}): Promise<void> {
  const entry = { ...entryOf(requestOf().id, keyId, usd), atMs: NOW, ...over };
  await openDb().ledger.add(await sealEntry(await requireOpen(), entry));
}

/** As the gate leaves it after each request. */
async function keep(): Promise<void> {
  const open = await requireOpen();
  const { tally, rev } = await readBooks(open);
  await openDb().sums.put(await sealTally(open, tally, rev + 1));
}

async function sumOf(over: Partial<Budget> = {}): Promise<Sum> {
  const { tally } = await readBooks(await requireOpen());
  return standingOf(tally, { ...everything, ...over }, today);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await makeVault();
});

describe('an import into a vault that has its own books', () => {
  it('counts what the same key spent elsewhere this month, and a hard limit holds for both', async () => {
    await spend(await addKey('1'), '0.8', { atMs: NOW - DAY_MS });
    const backup = await makeBackup();
    await makeVault();
    const mine = await addKey('1', 'Mine');
    const other = await addKey('2', 'Other');
    await spend(mine, '0.15');
    await spend(other, '0.01');
    await keep();
    expect((await sumOf({ keyId: mine })).usd).toBe(15_000_000);
    await readIn(backup);
    expect((await sumOf({ keyId: mine })).usd).toBe(95_000_000);
    expect((await sumOf({ keyId: other })).usd).toBe(1_000_000);
    expect((await sumOf({ keyId: mine, period: 'day' })).usd).toBe(15_000_000);
    const { tally } = await readBooks(await requireOpen());
    const asking = { provider: 'openrouter', keyId: mine, tokens: 1 };
    const ofMine = [{ ...everything, keyId: mine }];
    expect(decide(ofMine, tally, { ...asking, usd: 5_000_000 }, today)).toBeUndefined();
    expect(decide(ofMine, tally, { ...asking, usd: 5_000_001 }, today)?.code).toBe('budget-reached');
  });

  it('counts it once, however often it is read in, also where it was made', async () => {
    await spend(await addKey('1'), '0.8');
    await keep();
    const backup = await makeBackup();
    await readIn(backup);
    expect(await sumOf()).toMatchObject({ usd: 80_000_000, calls: 1 });
    await makeVault();
    for (let times = 0; times < 3; times += 1) await readIn(backup);
    await keep();
    await readIn(backup);
    expect(await sumOf()).toMatchObject({ usd: 80_000_000, calls: 1 });
  });

  it('of long ago leaves the sum as it is, and hides nothing of today when that is lost', async () => {
    const old = await addKey('1');
    for (let at = 0; at < 70; at += 1) await spend(old, '3', { atMs: NOW - 200 * DAY_MS });
    const backup = await makeBackup();
    await makeVault();
    await spend(await addKey('2'), '0.2');
    await keep();
    const before = await openDb().sums.get(TALLY);
    await readIn(backup);
    expect(await openDb().sums.get(TALLY)).toEqual(before);
    await openDb().sums.delete(TALLY);
    expect(await sumOf()).toMatchObject({ usd: 20_000_000, calls: 1 });
  });

  it('is on the Budgets page when it has been read in, and what was told before is not told again', async () => {
    await spend(await addKey('1'), '0.05');
    const backup = await makeBackup();
    await makeVault();
    await spend(await addKey('2'), '4.8');
    const open = await requireOpen();
    const { tally, rev } = await readBooks(open);
    const told = { ['b'.repeat(32)]: { period: '2026-11-01', step: 80, seen: 80 } };
    await openDb().sums.put(await sealTally(open, { ...tally, told }, rev + 1));
    const shown = async () => {
      const { tally: now } = await readBudgeting();
      return [standingOf(now, everything, today).usd, now.told];
    };
    await readIn(backup);
    expect(await shown()).toEqual([480_000_000, told]);
    await remakeBooks(open);
    expect(await shown()).toEqual([485_000_000, told]);
    const before = await openDb().sums.get(TALLY);
    await remakeBooks(open);
    expect(await openDb().sums.get(TALLY)).toEqual(before);
  });

  it('brings at its most what nobody knows the end of', async () => {
    const keyId = await addKey('1');
    const count = { day: today, provider: 'openrouter', keyId, round: 0, tokens: 9, isHeld: true };
    await spend(keyId, '', { how: 'unknown', counts: [{ ...count, usd: 20_000_000 }] });
    const backup = await makeBackup();
    await makeVault();
    const mine = await addKey('1', 'Mine');
    await spend(mine, '0.1');
    await keep();
    await readIn(backup);
    expect(await sumOf({ keyId: mine })).toMatchObject({ usd: 10_000_000, heldUsd: 20_000_000, calls: 2 });
  });

  it('takes what the backup knew later of a job in the place of what counted here', async () => {
    const keyId = await addKey('1');
    const job = requestOf({ keyId });
    await putJob(job, stateOf({ place: 'uncertain', seq: 3 }));
    const count = { day: today, provider: 'openrouter', keyId, round: 0, tokens: 9, isHeld: true };
    const unknown = { ...entryOf(job.id, keyId), atMs: NOW, how: 'unknown' as const };
    const { usd: _, ...entry } = unknown;
    const early = { ...entry, counts: [{ ...count, usd: 20_000_000 }] };
    await openDb().ledger.add(await sealEntry(await requireOpen(), early));
    const first = await makeBackup();
    await openDb().jobs.clear();
    await putJob(job, stateOf({ seq: 9 }));
    await spend(keyId, '0.05', { jobId: job.id });
    const later = await makeBackup();
    await makeVault();
    await readIn(first);
    await keep();
    expect(await sumOf()).toMatchObject({ usd: 0, heldUsd: 20_000_000, calls: 1 });
    await readIn(later);
    expect(await sumOf()).toMatchObject({ usd: 5_000_000, heldUsd: 0, calls: 1 });
    expect((await readTally(await requireOpen())).tally).toBeUndefined();
  });
});

describe('the background', () => {
  /** As it is asked by a page. */
  async function ask(name: string, input: unknown): Promise<unknown> {
    const named = [...backupHandlers, ...vaultHandlers].find(({ contract }) => contract.name === name);
    return named?.handle(named.contract.input.parse(input), 'options');
  }
  /** What pages show: nobody asked for the sum, and no request was sent. */
  const untilShown = (usd: number) =>
    until(async () => standingOf((await readBudgeting()).tally, everything, today).usd === usd, {
      what: 'the sum that lies there',
    });

  it('adds up anew by itself when an import has brought something spent', async () => {
    await spend(await addKey('1'), '0.8');
    const backup = await makeBackup();
    await makeVault();
    await spend(await addKey('2'), '0.15');
    await keep();
    await untilShown(15_000_000);
    await readIn(backup, { show: (lot) => ask('backup/show', lot) });
    await untilShown(95_000_000);
    expect((await openDb().sums.get(TALLY))?.isStale).toBeUndefined();
  });

  it('adds up by itself at the next unlock what it did not come to', async () => {
    const { proof } = await makeVault();
    await spend(await addKey('1'), '0.8');
    await untilShown(0);
    await ask('vault/lock', {});
    await ask('vault/unlock', proof);
    await untilShown(80_000_000);
  });
});
