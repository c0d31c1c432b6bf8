/** An update of the extension while an answer is on its way: it comes when what was paid for is written down, and not before. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import type { JobRow } from '../../lib/db/tables';
import type { State } from '../../lib/jobs/record';
import { openJob } from '../../lib/jobs/rows';
import { toReader } from '../../lib/jobs/working';
import { requireOpen } from '../../lib/vault/session';
import { lock, unlock } from '../../lib/vault/vault';
import { order, type Stage, setStage, started } from '../jobs/stage';
import { playUpdate } from './updating';

let stage: Stage;
let id = '';
let onUpdate: () => Promise<void> | undefined = () => undefined;
/** What lay on the disk when the program ended. */
let left: Promise<JobRow | undefined> | undefined;
const reload = vi.fn();

beforeEach(async () => {
  stage = await setStage({ provider: 'anthropic', holds: true });
  left = undefined;
  reload.mockReset();
  reload.mockImplementation(() => {
    left ??= openDb().jobs.where('id').equals(id).first();
  });
  onUpdate = playUpdate(reload);
});

const turns = async () => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('an update while an answer is on its way', () => {
  it.each<[string, string, Partial<State>]>([
    ['comes whole', '', { place: 'done' }],
    ['breaks off', 'drop@10', { place: 'partial', charge: 'unknown' }],
    [
      'ends in an error',
      'error=overloaded@10',
      { place: 'partial', problem: expect.objectContaining({ code: 'provider-busy' }) },
    ],
  ])('waits until what %s is on the disk, also while that is full', async (_what, fate, state) => {
    const words = `pieces=20 gap=1000@5 ${fate}`;
    const over = { provider: 'anthropic', model: 'claude-haiku-5-5' };
    const wish = order(words, over);
    id = wish.id;
    await started(wish, (job) => job.state.text.includes('word5'));
    await onUpdate();
    await lock();
    await turns();
    expect(reload).not.toHaveBeenCalled();
    const put = vi.spyOn(openDb().jobs, 'put');
    for (let times = 0; times < 3; times += 1)
      put.mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    stage.letGo();
    await vi.waitFor(() => expect(reload).toHaveBeenCalled(), 20_000);
    const row = await left;
    await unlock(stage.proof);
    const job = row && (await openJob(toReader(await requireOpen()), row));
    expect(job?.state).toMatchObject(state);
    expect(job?.state.text).toContain('word9');
  });
});
