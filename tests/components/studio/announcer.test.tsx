// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Announcer } from '../../../components/studio/Announcer';
import type { Job } from '../../../lib/jobs/record';
import { jobOf, setStudioStage } from './stage';

setStudioStage();

describe('the announcer', () => {
  it('says once that an answer ended, and nothing of what was over before or still streams', () => {
    const running = jobOf({ place: 'running', text: 'so' });
    const old = jobOf({ text: 'old' });
    const said = () => screen.getByRole('status').textContent;
    const { rerender } = render(<Announcer make="text" jobs={[running, old]} />);
    expect(said()).toBe('');
    const more = { ...running, state: { ...running.state, text: 'so far', seq: 2 } };
    rerender(<Announcer make="text" jobs={[more, old]} />);
    expect(said()).toBe('');
    const over: Job = { ...more, state: { ...more.state, place: 'done', seq: 3 } };
    rerender(<Announcer make="text" jobs={[over, old]} />);
    expect(said()).toBe('Answer finished');
    const spoken = screen.getByRole('status').firstChild;
    rerender(<Announcer make="text" jobs={[{ ...over }, old]} />);
    expect(screen.getByRole('status').firstChild).toBe(spoken);
  });

  it('calls a refusal by its name', () => {
    const running = jobOf({ place: 'running' });
    const { rerender } = render(<Announcer make="text" jobs={[running]} />);
    const over: Job = { ...running, state: { ...running.state, place: 'done', ending: 'refused' } };
    rerender(<Announcer make="text" jobs={[over]} />);
    expect(screen.getByRole('status').textContent).toBe('Answer refused');
  });
});
