import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onTarget, openOptionsAt, takeTarget } from '../../../components/app/target';

beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.runtime.openOptionsPage = vi.fn(async () => undefined);
});

it('a place waits for its page, once', async () => {
  await openOptionsAt({ page: 'keys', provider: 'example' });
  expect(fakeBrowser.runtime.openOptionsPage).toHaveBeenCalledWith();
  expect(await takeTarget('security')).toBeUndefined();
  expect(await takeTarget('keys')).toEqual({ page: 'keys', provider: 'example' });
  expect(await takeTarget('keys')).toBeUndefined();
});

it('waits in memory only', async () => {
  await openOptionsAt({ page: 'keys', provider: 'example' });
  expect(await fakeBrowser.storage.local.get()).toEqual({});
});

it('tells a page that is open already', async () => {
  const react = vi.fn();
  const stop = onTarget(react);
  await openOptionsAt({ page: 'keys' });
  expect(react).toHaveBeenCalledTimes(1);
  await takeTarget('keys');
  expect(react).toHaveBeenCalledTimes(1);
  stop();
  await openOptionsAt({ page: 'keys' });
  expect(react).toHaveBeenCalledTimes(1);
});

it('ignores what is no place', async () => {
  await fakeBrowser.storage.session.set({ target: { page: 'https://example.com' } });
  expect(await takeTarget('keys')).toBeUndefined();
});
