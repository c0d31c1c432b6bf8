// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nextPaint } from '../../../components/vault/nextPaint';

let frames: FrameRequestCallback[];

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const paint = () => {
  for (const frame of frames.splice(0)) frame(0);
};

function watched(): { isOver: boolean } {
  const watch = { isOver: false };
  void nextPaint().then(() => {
    watch.isOver = true;
  });
  return watch;
}

it('waits for the second frame: before it nothing of the first is on the screen', async () => {
  const wait = watched();
  paint();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(false);
  paint();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(true);
});

it('goes on without a frame where a visible page is not painted', async () => {
  const wait = watched();
  await vi.advanceTimersByTimeAsync(100);
  expect(wait.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wait.isOver).toBe(true);
});

it('waits for nothing in the background', async () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  const wait = watched();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.isOver).toBe(true);
  expect(frames).toEqual([]);
});
