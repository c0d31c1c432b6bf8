/** Words of a page in a prompt: marked as such in the draft and in what is asked, for as long as they may be in it. */
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Chosen } from '../../../components/studio/choice';
import { FormStore } from '../../../components/studio/form';
import { toOrder } from '../../../components/studio/order';
import { withQuote } from '../../../components/studio/useQuote';
import type { Draft } from '../../../lib/jobs/record';

const kept: Draft[] = [];
const choice = {
  payer: { face: { id: 'inn' } },
  id: 'm',
  model: undefined,
  isUnlisted: false,
} as unknown as Chosen;

beforeEach(() => {
  kept.splice(0);
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    kept.push((message as { input: { draft: Draft } }).input.draft);
    return { ok: true, value: {} } as never;
  });
});

it.each([
  ['', 'one', '> one\n\n'],
  ['  \n', ' one\r\ntwo \n', '> one\n> two\n\n'],
  ['Why?  ', 'one\n\ntwo', 'Why?\n\n> one\n> \n> two\n\n'],
  ['', '> already', '> > already\n\n'],
])('%j and %j', (typed, words, prompt) => expect(withQuote(typed, words)).toBe(prompt));

it('goes from the form to its draft and to what is asked', () => {
  const store = new FormStore('text');
  store.adopt(undefined);
  store.change({ prompt: '> words\n\n', hasPageText: true });
  store.flush();
  expect(kept.at(-1)).toMatchObject({ prompt: '> words\n\n', hasPageText: true });
  expect(toOrder('text', store.get(), choice, 'a'.repeat(32), null)).toMatchObject({ hasPageText: true });
  store.change({ prompt: 'Only mine, after the words were taken out.' });
  expect(store.get().hasPageText).toBe(true);
});

it('comes back with the draft', () => {
  const store = new FormStore('text');
  store.adopt({ prompt: '> words', files: [], chosen: {}, hasPageText: true });
  expect(store.get()).toMatchObject({ prompt: '> words', hasPageText: true, isRead: true });
});

it('ends with an empty prompt', () => {
  const store = new FormStore('text');
  store.adopt({ prompt: '> words', files: [], chosen: {}, hasPageText: true });
  store.change({ prompt: '' });
  store.flush();
  expect(store.get().hasPageText).toBe(false);
  expect(kept.at(-1)).not.toHaveProperty('hasPageText');
  store.change({ prompt: 'Something else' });
  expect(toOrder('text', store.get(), choice, 'a'.repeat(32), null)).not.toHaveProperty('hasPageText');
});
