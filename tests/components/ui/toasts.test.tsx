// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../../../components/ui/Toasts';
import { clearToasts, toast } from '../../../components/ui/toasts';

beforeEach(() => {
  vi.useFakeTimers();
  render(<Toasts />);
});
afterEach(() => {
  act(clearToasts);
  cleanup();
  vi.useRealTimers();
});

const say = (...what: Parameters<typeof toast>) => act(() => void toast(...what));
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

describe('toasts', () => {
  it('are said in a status that was there before, and go by themselves', () => {
    const status = screen.getByRole('status');
    say('Key removed.');
    expect(status.textContent).toContain('Key removed.');
    wait(5_999);
    expect(status.textContent).toContain('Key removed.');
    wait(1);
    expect(status.textContent).toBe('');
  });

  it('stay as long as somebody is about to press their button', () => {
    const undo = vi.fn();
    say('Key removed.', { action: { label: 'Undo', act: undo } });
    act(() => screen.getByRole('button', { name: 'Undo' }).focus());
    wait(60_000);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('a lock takes them all away', () => {
    say('Saved “Work”.');
    act(clearToasts);
    expect(screen.getByRole('status').textContent).toBe('');
  });
});
