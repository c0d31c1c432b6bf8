/** The browser may have taken a host back: then nothing that costs is even begun. */
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isOver } from '../../lib/jobs/record';
import { allWires } from '../../lib/providers/wires';
import { order, type Stage, setStage, started } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ provider: 'replicate' });
});

it.each(['where it is sent', 'where its files lie'])('is not sent without leave for %s', async (where) => {
  const wire = allWires.find(({ id }) => id === 'replicate');
  const missing = where === 'where it is sent' ? wire?.origins : wire?.downloads;
  expect(missing?.length).toBeGreaterThan(0);
  fakeBrowser.permissions.contains = async ({ origins = [] }) =>
    !origins.some((pattern) => missing?.includes(pattern.replace(/\/\*$/, '')));
  const asked = order('a fox', {
    make: 'image',
    provider: 'replicate',
    model: 'black-forest-labs/flux-2-pro',
  });
  const { state } = await started(asked, (job) => isOver(job.state.place));
  expect(state).toMatchObject({ place: 'failed', problem: { code: 'host-not-allowed' }, charge: 'none' });
  expect(stage.heard).toEqual([]);
});
