// @vitest-environment jsdom
/** What is said of the disk before somebody pays for a model. */
import 'fake-indexeddb/auto';
import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ActionsProvider } from '../../../../components/studio/actions';
import { GoOn } from '../../../../components/studio/three/GoOn';
import { Room } from '../../../../components/studio/three/Room';
import { AskedProvider } from '../../../../components/studio/three/useBalance';
import type { Job } from '../../../../lib/jobs/record';
import { askedFor, payerWith, setStudioStage, user } from '../stage';
import { area, job3d, listOf, richKey, showBench } from './stage';

setStudioStage();

const MEGABYTE = 1024 * 1024;
const estimate = vi.fn<() => Promise<StorageEstimate>>();
const disk = (free: number) => ({ quota: 1_000 * MEGABYTE, usage: (1_000 - free) * MEGABYTE });
Object.defineProperty(navigator, 'storage', { configurable: true, value: { estimate } });
afterEach(() => estimate.mockReset());

const said = () => screen.findByText('Little disk space is left: 30 MB.');

describe('a disk that is nearly full', () => {
  it('is told of before anything is asked for, and forbids nothing', async () => {
    estimate.mockResolvedValue(disk(30));
    showBench();
    expect((await said()).closest('[role=status]')?.textContent).toContain('may need 80 MB');
    await user.type(area(), 'an owl{Enter}');
    expect(askedFor('jobs/start')).toHaveLength(1);
  });

  it('is told of on the form of a step', async () => {
    estimate.mockResolvedValue(disk(30));
    const nothing = () => {};
    const actions = {
      order: async () => {},
      edit: nothing,
      goOn: nothing,
      use: nothing,
      make3d: async () => {},
    };
    const job = job3d();
    render(
      <ActionsProvider value={actions}>
        <GoOn job={job} deed="create" lists={[listOf()]} payer={payerWith(richKey(200))} />
      </ActionsProvider>,
    );
    expect(screen.queryByText(/disk space/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Other format' }));
    await said();
  });

  it('is looked at again when a model has come or gone, and not for each percent of one', async () => {
    estimate.mockResolvedValue(disk(500));
    const shown = (...jobs: Job[]) => (
      <AskedProvider value={{ jobs, lists: [] }}>
        <Room />
      </AskedProvider>
    );
    const running = job3d({ place: 'running' });
    const { rerender } = render(shown(running));
    await waitFor(() => expect(estimate).toHaveBeenCalledTimes(1));
    rerender(shown({ ...running, rev: 2, state: { ...running.state, progress: 50 } }));
    expect(estimate).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('status')).toBeNull();
    estimate.mockResolvedValue(disk(30));
    rerender(shown({ ...running, rev: 3, state: { ...running.state, place: 'done' } }));
    await said();
    estimate.mockResolvedValue(disk(500));
    rerender(shown());
    await waitFor(() => expect(screen.queryByText(/disk space/)).toBeNull());
  });

  it('is not made up where the browser does not say', async () => {
    estimate.mockRejectedValue(new Error('not here'));
    render(<Room />);
    await waitFor(() => expect(estimate).toHaveBeenCalled());
    expect(screen.queryByRole('status')).toBeNull();
  });
});
