/** Words of a page on their way into a prompt: in memory only, for one page of the right window, once. */
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onQuote, putQuote, takeQuote } from '../../lib/session/quote';

const HERE = 7;
let inTurn: Promise<unknown> = Promise.resolve();

beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.windows.getCurrent = async () => ({ id: HERE }) as never;
  // One after the other, as the browser's own locks do it for all pages of an extension.
  const request = (_name: string, work: () => Promise<unknown>) => {
    inTurn = inTurn.then(work, work);
    return inTurn;
  };
  vi.stubGlobal('navigator', { locks: { request } });
});

it('is taken once, also by two pages at the same moment', async () => {
  await putQuote({ text: 'marked', windowId: HERE });
  const taken = await Promise.all([takeQuote(), takeQuote(), takeQuote()]);
  expect(taken).toEqual(['marked', undefined, undefined]);
  expect(await fakeBrowser.storage.session.get()).toEqual({});
});

it('lies in memory, and never on the disk', async () => {
  await putQuote({ text: 'marked', windowId: HERE });
  expect(await fakeBrowser.storage.local.get()).toEqual({});
  expect(await fakeBrowser.storage.session.get()).toEqual({ quote: { text: 'marked', windowId: HERE } });
});

it('waits for the window in which it was marked', async () => {
  await putQuote({ text: 'elsewhere', windowId: 8 });
  expect(await takeQuote()).toBeUndefined();
  fakeBrowser.windows.getCurrent = async () => ({ id: 8 }) as never;
  expect(await takeQuote()).toBe('elsewhere');
});

it('of no known window is for whoever comes first', async () => {
  await putQuote({ text: 'anywhere' });
  expect(await takeQuote()).toBe('anywhere');
});

it('takes the place of an older one, is cut when it is huge, and is none when nothing is in it', async () => {
  await putQuote({ text: 'old', windowId: HERE });
  await putQuote({ text: ' \n ', windowId: HERE });
  await putQuote({ text: 'x'.repeat(1_000_000), windowId: HERE });
  const text = await takeQuote();
  expect(text).toHaveLength(60_001);
  expect(text?.endsWith('…')).toBe(true);
  await putQuote({ text: ' \n ', windowId: HERE });
  expect(await takeQuote()).toBeUndefined();
});

it('is told to whoever listens in its window, and to nobody who stopped', async () => {
  const react = vi.fn();
  const stop = onQuote(react);
  await putQuote({ text: 'elsewhere', windowId: 8 });
  await fakeBrowser.storage.session.set({ open: 'something else' });
  await putQuote({ text: 'here', windowId: HERE });
  await vi.waitFor(() => expect(react).toHaveBeenCalledOnce());
  await takeQuote();
  stop();
  await putQuote({ text: 'later', windowId: HERE });
  await new Promise((resolve) => setImmediate(resolve));
  expect(react).toHaveBeenCalledOnce();
});

it('that is not of our form is left where it lies', async () => {
  await fakeBrowser.storage.session.set({ quote: { text: 5 } });
  expect(await takeQuote()).toBeUndefined();
});
