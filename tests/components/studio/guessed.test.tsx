// @vitest-environment jsdom
/** What a stopped or cut answer costs, as long as its service has not told: by its length, where its price is known. */
import 'fake-indexeddb/auto';
import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { Facts } from '../../../components/studio/item/Facts';
import { toBase64 } from '../../../lib/core/bytes';
import { newId, randomBytes } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import type { Request, State } from '../../../lib/jobs/record';
import { importJobKey, sealRequest, sealState } from '../../../lib/jobs/rows';
import { toReader } from '../../../lib/jobs/working';
import { MODEL_LIST } from '../../../lib/models/record';
import type { Model } from '../../../lib/providers/model';
import { sealJson } from '../../../lib/seal/envelope';
import { requireOpen } from '../../../lib/vault/session';
import { newVault } from '../../keys/bench';
import { jobOf, listWith, modelOf, payerWith, setStudioStage } from './stage';

setStudioStage();
beforeEach(() => newVault());

async function keep(...models: readonly Model[]): Promise<void> {
  const { vaultId, content } = await requireOpen();
  const id = '1'.repeat(32);
  const sealed = await sealJson(content, { vaultId, kind: MODEL_LIST, rowId: id }, listWith(models));
  await openDb().lists.put({ id, rev: 1, sealed });
}

/** A million characters each way is a quarter of a million tokens: at $1 and $10 a million. */
const cut = (state: Partial<State> = {}, request: Partial<Request> = {}) =>
  jobOf(
    {
      place: 'partial',
      problem: { code: 'stopped' },
      charge: 'unknown',
      generationId: 'gen-1',
      costUntilMs: Date.now() + 60_000,
      text: 'a'.repeat(40_000),
      ...state,
    },
    { prompt: 'b'.repeat(400_000), ...request },
  );

/** An earlier turn, as it lies in the database. */
async function keepTurn(id: string): Promise<void> {
  const open = await requireOpen();
  const jobKey = toBase64(randomBytes(32));
  const { request, state } = jobOf(
    { text: 'c'.repeat(200_000) },
    { id, jobKey, prompt: 'd'.repeat(200_000) },
  );
  const sealed = await sealRequest(toReader(open), request);
  await openDb().jobs.put({
    id,
    rev: 1,
    sealed,
    state: await sealState(open.vaultId, id, await importJobKey(request), state),
  });
}

const ABOUT = 'for what is here, until OpenRouter tells';

it('is about what its words come to', async () => {
  await keep(modelOf('acme/talker'));
  render(<Facts job={cut()} modelName="Talker" payer={payerWith()} />);
  // 100,000 tokens in, 10,000 out.
  await screen.findByText(`about $0.20 ${ABOUT}`);
});

it('takes along what was said before, and what its rounds took', async () => {
  await keep(modelOf('acme/talker'));
  const parent = newId();
  await keepTurn(parent);
  const round = { text: '', thinking: '', calls: [], results: [], costUsd: '0.30' };
  render(<Facts job={cut({ rounds: [round] }, { parent })} modelName="Talker" payer={payerWith()} />);
  await screen.findByText(`about $0.60 ${ABOUT}`);
});

it.each<[string, Partial<State>, Partial<Request>]>([
  ['has no known price', {}, { model: 'acme/unpriced' }],
  ['is in no list', {}, { model: 'acme/unlisted' }],
  [
    'took rounds that nobody told anything of',
    { rounds: [{ text: '', thinking: '', calls: [], results: [] }] },
    {},
  ],
  ['follows a turn that is gone', {}, { parent: newId() }],
  ['is not here at all', { text: '', place: 'uncertain' }, {}],
  ['is asked after no more', { costUntilMs: undefined }, {}],
])('of what %s stays unknown', async (_what, state, request) => {
  const parent = newId();
  await keepTurn(parent);
  await keep(modelOf('acme/talker'), modelOf('acme/unpriced', { price: undefined }));
  const payer = payerWith();
  render(
    <>
      <Facts job={cut(state, request)} modelName="Talker" payer={payer} />
      <Facts job={cut({}, { parent })} modelName="Talker" payer={payer} />
    </>,
  );
  // It is asked for later, and known.
  await screen.findByText(`about $0.30 ${ABOUT}`);
  expect(screen.getAllByText('cost unknown')).toHaveLength(1);
});

it('gives way to what the service tells', async () => {
  await keep(modelOf('acme/talker'));
  const job = cut();
  const { rerender } = render(<Facts job={job} modelName="Talker" payer={payerWith()} />);
  await screen.findByText(`about $0.20 ${ABOUT}`);
  const { costUntilMs: _, ...state } = job.state;
  const told = { ...job, state: { ...state, cost: { usd: '0.21', how: 'told' } as const } };
  rerender(<Facts job={told} modelName="Talker" payer={payerWith()} />);
  await screen.findByText('$0.21');
  expect(screen.queryByText(/about/)).toBeNull();
});
