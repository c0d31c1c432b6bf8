// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ResultItem } from '../../../components/studio/ResultItem';
import { Results } from '../../../components/studio/Results';
import type { Job } from '../../../lib/jobs/record';
import { jobOf, setStudioStage, user } from './stage';

setStudioStage();

const toItem = (job: Job) => (
  <ResultItem key={job.request.id} job={job} payer={undefined} modelName={undefined} isStoppedAbove={false} />
);

describe('the list', () => {
  const list = (jobs: readonly Job[], hasMore: boolean, onEarlier = () => {}) =>
    render(
      <Results
        make="text"
        live={{ state: 'ready', value: { jobs, damaged: 0, hasMore } }}
        pending={[]}
        onEarlier={onEarlier}
      >
        {jobs.map(toItem)}
      </Results>,
    );

  it('shows what it was given, and asks for earlier ones only when somebody wants them', async () => {
    const earlier = vi.fn();
    list(
      Array.from({ length: 20 }, (_, at) => jobOf({ text: `answer ${at}` }, { prompt: `question ${at}` })),
      true,
      earlier,
    );
    await screen.findByText('question 19');
    const results = screen.getByRole('list', { name: 'Results' });
    expect(results.children).toHaveLength(20);
    expect(earlier).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Show earlier' }));
    expect(earlier).toHaveBeenCalledOnce();
  });

  it('says what will stand there while there is nothing', () => {
    list([], false);
    screen.getByText('Answers appear here, newest first.');
    expect(screen.queryByRole('list')).toBeNull();
  });
});
