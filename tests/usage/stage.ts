/** A vault with entries in its ledger, and the same sums made the slow way. */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import type { NumberedRow } from '../../lib/db/tables';
import { type Cell, cellsOf, Tally } from '../../lib/usage/cells';
import type { Entry } from '../../lib/usage/record';
import { sealEntry } from '../../lib/usage/write';
import { type OpenVault, requireOpen } from '../../lib/vault/session';
import { newVault } from '../keys/bench';

export const NOON = new Date(2026, 9, 14, 12).getTime();
export const DAY_MS = 86_400_000;

export const entry = (over: Partial<Entry> = {}): Entry => ({
  atMs: NOON,
  jobId: newId(),
  provider: 'acme',
  keyId: 'k1',
  model: 'talker',
  make: 'text',
  usd: '0.25',
  how: 'told',
  input: 10,
  output: 20,
  ...over,
});

export async function setLedger(): Promise<OpenVault> {
  await newVault();
  vi.unstubAllGlobals();
  return requireOpen();
}

/** Books them, in this order. */
export async function book(open: OpenVault, entries: readonly Entry[]): Promise<NumberedRow[]> {
  const rows = await Promise.all(entries.map((one) => sealEntry(open, one)));
  await openDb().ledger.bulkAdd(rows);
  return rows;
}

/** Of each thing its last word, added up one after the other. */
export function naively(entries: readonly Entry[]): Cell[] {
  const last = new Map(entries.map((one) => [one.jobId, one]));
  const tally = new Tally();
  for (const one of last.values()) tally.add(cellsOf(one));
  return tally.cells;
}

export const inOrder = (cells: readonly Cell[]): string[] =>
  cells
    .map(({ day, provider, keyId, model, make, ...sum }) =>
      JSON.stringify([day, provider, keyId, model, make, Object.entries(sum).sort()]),
    )
    .sort();
