/** What a person is told that lies in the database. */
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { securityWords } from '../../components/vault/securityWords';
import { type Measured, measure } from '../../lib/db/measure';
import { openDb } from '../../lib/db/open';

const untilMeasured = async (signal = new AbortController().signal) => {
  const told: (readonly Measured[])[] = [];
  await measure(signal, (measured) => told.push(measured));
  return told;
};

it('counts every row and byte, also of tables that are longer than a slice', async () => {
  const db = openDb();
  await db.ledger.bulkAdd(
    Array.from({ length: 1001 }, (_, at) => ({
      id: `${at}`.padStart(32, '0'),
      rev: 1,
      sealed: new Uint8Array(300),
    })),
  );
  await db.settings.add({ id: 'word', rev: 1, sealed: new Uint8Array(50) });
  await db.files.bulkAdd([0, 1].map((at) => ({ file: 'f', at, bytes: new Uint8Array(1) })));
  const [first, ...others] = await untilMeasured();
  expect(first?.find(({ table }) => table === 'ledger')).toEqual({ table: 'ledger', rows: 1001 });
  const last = new Map(others.at(-1)?.map((entry) => [entry.table, entry]));
  // 300 sealed, 32 of id, two numbers.
  expect(last.get('ledger')?.bytes).toBe(1001 * (300 + 32 + 16));
  expect(last.get('settings')?.bytes).toBe(50 + 4 + 8);
  // A chunk is never read: all of them are of one size.
  expect(last.get('files')?.bytes).toBe(2 * 65_552);
  expect(last.get('jobs')).toEqual({ table: 'jobs', rows: 0, bytes: 0 });
});

it('stops when nobody looks any more', async () => {
  const aborter = new AbortController();
  aborter.abort();
  expect(await untilMeasured(aborter.signal)).toHaveLength(1);
});

it('every table has a name that people understand', () => {
  const names = openDb().tables.map(({ name }) => name);
  expect(Object.keys(securityWords.stored.tables).sort()).toEqual(names.sort());
});
