// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Running } from '../../../components/studio/item/Running';
import { PREVIEW_CHANNEL } from '../../../lib/jobs/live';
import { png } from '../../harness/picture-bytes';
import { jobOf, setStudioStage } from './stage';

setStudioStage();
afterEach(() => vi.unstubAllGlobals());

it('a picture on its way shows its newest preview', async () => {
  const channels: { name: string; onmessage?: (event: { data: unknown }) => void; close(): void }[] = [];
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor(readonly name: string) {
        channels.push(this as never);
      }
      close() {}
    },
  );
  let made = 0;
  Object.assign(URL, { createObjectURL: () => `blob:${++made}`, revokeObjectURL: () => {} });
  const job = jobOf({ place: 'sending' }, { make: 'image' });
  render(<Running job={job} payer={undefined} isStoppedAbove={false} />);
  await vi.waitFor(() => expect(channels.map(({ name }) => name)).toContain(PREVIEW_CHANNEL));
  const wire = channels.find(({ name }) => name === PREVIEW_CHANNEL);
  const send = (id: string) => act(() => wire?.onmessage?.({ data: { id, bytes: png() } }));
  for (const id of ['another', job.request.id, job.request.id]) send(id);
  expect(screen.getByRole('img', { name: /preview/ }).getAttribute('src')).toBe('blob:2');
});
