import { describe, expect, it } from 'vitest';
import { backOffMs, pause, retryAfterMs } from '../../lib/http/wait';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), NOW);

describe('how long a reply asks us to wait', () => {
  it.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after': ' 0.5 ' }, 500],
    [{ 'retry-after': 'Sat, 21 Nov 2026 10:00:07 GMT' }, 7000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('%j', (headers, expected) => {
    expect(read(headers as Record<string, string>)).toBe(expected);
  });
});

describe('waiting between tries', () => {
  it('doubles, never more than half a minute, and never the same for all', () => {
    expect(backOffMs(0, 0)).toBe(250);
    expect(backOffMs(0, 1)).toBe(500);
    expect(backOffMs(3, 1)).toBe(4000);
    expect(backOffMs(20, 1)).toBe(30_000);
  });

  it('ends at once when it is aborted', async () => {
    const control = new AbortController();
    const waiting = pause(60_000, control.signal);
    control.abort(new Error('stop'));
    await expect(waiting).rejects.toThrow('stop');
    await expect(pause(60_000, control.signal)).rejects.toThrow('stop');
  });
});
