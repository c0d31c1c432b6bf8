// @vitest-environment jsdom
/** A thousand results in the database, read as the panel reads them. */
import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Facts } from '../../../components/studio/item/Facts';
import { toBase64 } from '../../../lib/core/bytes';
import { newId, randomBytes } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import type { State } from '../../../lib/jobs/record';
import { importJobKey, sealRequest, sealState } from '../../../lib/jobs/rows';
import { toReader } from '../../../lib/jobs/working';
import { requireOpen } from '../../../lib/vault/session';
import { newVault } from '../../keys/bench';
import { jobOf, setStudioStage, show, user } from './stage';

/** Which results were drawn, in this order. */
const drawn: string[] = [];
vi.mock('../../../components/studio/item/Facts', () => ({
  Facts: ({ job }: Parameters<typeof Facts>[0]) => {
    drawn.push(job.request.prompt);
    return <p>{job.state.cost?.usd}</p>;
  },
}));

setStudioStage();
beforeEach(async () => {
  await newVault();
  drawn.length = 0;
});

const jobKey = toBase64(randomBytes(32));
const NEWEST = 'question 999';

async function toRow(prompt: string, state: Partial<State>, id = newId()) {
  const open = await requireOpen();
  const job = jobOf({ isBooked: true, ...state }, { id, prompt, jobKey });
  return {
    id,
    rev: 1,
    sealed: await sealRequest(toReader(open), job.request),
    state: await sealState(open.vaultId, id, await importJobKey(job.request), job.state),
  };
}

const shown = () => screen.getByRole('list', { name: 'Results' }).children.length;

it('twenty of a thousand are shown, more when somebody wants them, and what changes is drawn alone', async () => {
  const rows = await Promise.all(
    Array.from({ length: 1000 }, (_, at) => toRow(`question ${at}`, { text: `answer ${at}` })),
  );
  await openDb().jobs.bulkAdd(rows);
  show();
  await screen.findByText(NEWEST);
  await screen.findByText('answer 980');
  expect(shown()).toBe(20);
  expect(screen.queryByText('question 979')).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Show earlier' }));
  await screen.findByText('question 940');
  expect(shown()).toBe(60);
  expect(screen.queryByText('question 939')).toBeNull();

  drawn.length = 0;
  const row = await openDb().jobs.orderBy(':id').last();
  if (!row) throw new Error('there is no row');
  const { state } = await toRow(NEWEST, { text: 'answer 999', cost: { usd: '0.0042', how: 'told' } }, row.id);
  await openDb().jobs.put({ ...row, rev: 2, state });
  await screen.findByText('0.0042');
  await waitFor(() => expect(drawn.length).toBeGreaterThan(0));
  expect([...new Set(drawn)]).toEqual([NEWEST]);
});
