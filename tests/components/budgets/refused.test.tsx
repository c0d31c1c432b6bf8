// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../components/app/App';
import { Refused } from '../../../components/budgets/Refused';
import { putBudget, readBudgets } from '../../../lib/budgets/store';
import { newState } from '../../../lib/jobs/advance';
import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { requireOpen } from '../../../lib/vault/session';
import { setStage } from '../stage';

setStage();

const ID = 'd'.repeat(32);
const jobWith = (values: Record<string, string | number>, code = 'budget-reached'): Job => ({
  n: 1,
  rev: 1,
  request: {
    id: ID,
    make: 'text',
    provider: 'openrouter',
    keyId: 'a'.repeat(32),
    model: 'acme/talker',
    prompt: 'Hello',
    files: [],
    conversation: ID,
    parent: null,
    chosen: {},
    keyName: '',
    keyHint: '',
    atMs: 0,
    jobKey: '',
  },
  state: { ...newState(), place: 'failed', charge: 'none', problem: { code, values } },
});

const run = (work: () => Promise<unknown>) => void work().catch(() => undefined);
const show = (job: Job) =>
  render(
    <App surface="popup">
      <Refused job={job} isBusy={false} run={run} />
    </App>,
  );
/** What is said, row by row. */
const rows = () =>
  screen
    .getAllByRole('term')
    .map((term, at) => [term.textContent, screen.getAllByRole('definition')[at]?.textContent]);

beforeEach(async () => {
  await ask(vaultCreate, await prepareUnlocker('bread copy dignity denial budget agree'));
});

describe('what a budget refused', () => {
  it('says which, what is spent and what this one could cost', async () => {
    const open = await requireOpen();
    await putBudget(open, { period: 'day', unit: 'usd', limit: 1e8, isHard: true });
    const [{ id } = { id: '' }] = await readBudgets(open);
    show(jobWith({ budget: id, known: 8e7, held: 1.5e7, worst: 1e7 }));
    expect(await screen.findByText('Everything, each day: $1.00')).toBeTruthy();
    expect(rows()).toEqual([
      ['Spent', '$0.80'],
      ['On its way or uncertain, at most', '$0.15'],
      ['This one, at most', '$0.10'],
    ]);
    expect(screen.getByRole('link', { name: 'Open budgets' })).toBeTruthy();
  });

  it('passes on one press, and says no more than that of a budget that is gone', async () => {
    show(jobWith({ budget: 'e'.repeat(32) }, 'budget-no-price'));
    const send = vi.mocked(fakeBrowser.runtime.sendMessage);
    await userEvent.click(await screen.findByRole('button', { name: 'Send this one anyway' }));
    await waitFor(() =>
      expect(send).toHaveBeenCalledWith({
        firekeep: 'jobs/retry',
        input: { id: ID, isLetThrough: true },
      }),
    );
    expect(screen.queryByRole('term')).toBeNull();
  });
});
