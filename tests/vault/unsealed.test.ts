/** What was under way as the vault locked is told at the next unlock, though the background died in between. */
import { beforeEach, expect, it } from 'vitest';
import { createWith, newBrowser, startWorker, unlockWith, type Worker } from './stage';

let worker: Worker;

beforeEach(async () => {
  await newBrowser();
  worker = await startWorker();
});

async function told(): Promise<unknown[]> {
  const open = await unlockWith(worker, 'right');
  await worker.recordOpening(open);
  const { openLine } = await import('../../lib/activity/rows');
  const rows = await worker.db.activity.orderBy(':id').toArray();
  const reader = { vaultId: open.vaultId, key: open.content };
  const lines = await Promise.all(rows.map((row) => openLine(reader, row)));
  return lines.map(({ activity }) => [activity?.what, activity?.count]);
}

it('once, as a number', async () => {
  const open = await createWith(worker, 'right');
  await worker.lock();
  const event = { atMs: Date.now(), what: 'request' } as const;
  await Promise.all([worker.recordRequests(open, [event, event]), worker.recordRequests(open, [event])]);
  worker = await startWorker();
  expect(await told()).toEqual([
    ['vault-created', undefined],
    ['requests-unsealed', 3],
    ['vault-opened', undefined],
  ]);
  await worker.lock();
  expect((await told()).slice(3)).toEqual([['vault-opened', undefined]]);
});

it('still, when the record could not be written', async () => {
  const open = await createWith(worker, 'right');
  await worker.lock();
  await worker.recordRequests(open, [{ atMs: Date.now(), what: 'request' }]);
  const again = await unlockWith(worker, 'right');
  const full = () => {
    throw new Error('the disk is full');
  };
  worker.db.activity.hook('creating', full);
  await expect(worker.recordOpening(again)).rejects.toThrow('the disk is full');
  worker.db.activity.hook('creating').unsubscribe(full);
  await worker.lock();
  expect((await told()).slice(1)).toEqual([
    ['requests-unsealed', 1],
    ['vault-opened', undefined],
  ]);
});
