// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FormStore } from '../../../components/studio/form';
import { earlierOf } from '../../../components/studio/useEarlier';
import { ignoreStrayPresses } from '../../../components/ui/strayPress';
import { askedFor, background, fileOf, jobOf, modelOf, setStudioStage, show, user } from './stage';

setStudioStage();

const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
const started = () => askedFor('jobs/start').map(({ input }) => input);

describe('the prompt', () => {
  it('is sent by Enter, stands among the results at once and is gone from the form', async () => {
    show();
    await user.type(area(), 'What is fire?{Enter}');
    expect(started()).toMatchObject([
      { make: 'text', provider: 'openrouter', model: 'acme/talker', prompt: 'What is fire?', parent: null },
    ]);
    expect(area().value).toBe('');
    const results = await screen.findByRole('list', { name: 'Results' });
    expect(results.textContent).toContain('What is fire?');
    expect(screen.getByRole('progressbar')).toBeTruthy();
  });

  it('has a new line by Shift+Enter, and nothing is sent', async () => {
    show();
    await user.type(area(), 'one{Shift>}{Enter}{/Shift}two');
    expect(area().value).toBe('one\ntwo');
    expect(started()).toEqual([]);
  });

  it('is not sent while an input method is still composing', async () => {
    show();
    await user.type(area(), 'ね');
    area().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true, cancelable: true }),
    );
    expect(started()).toEqual([]);
  });

  it('that is empty asks for words instead of money', async () => {
    show();
    await user.type(area(), '   ');
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    expect(started()).toEqual([]);
    expect(document.activeElement).toBe(area());
  });

  it('is sent once by a double click, and the second half does not stop it', async () => {
    const stop = ignoreStrayPresses();
    show();
    await user.type(area(), 'once');
    await user.dblClick(screen.getByRole('button', { name: 'Generate' }));
    stop();
    expect(started()).toHaveLength(1);
    expect(askedFor('jobs/stop')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(askedFor('jobs/stop').map(({ input }) => input)).toEqual([{ id: started()[0].id }]);
  });

  it('is back on the form when the background refused it, with the reason', async () => {
    background.reply = ({ firekeep }) => {
      if (firekeep === 'jobs/start') throw new Error('key-disabled');
      return {};
    };
    show();
    await user.type(area(), 'lost?{Enter}');
    await screen.findByRole('alert');
    expect(area().value).toBe('lost?');
    expect(screen.queryByRole('list', { name: 'Results' })).toBeNull();
  });

  it('carries the mark of a web page’s words to the order, once', async () => {
    const { store } = show();
    store.change({ prompt: '> quoted\n\nWhat does it say?', hasPageText: true });
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    await user.type(area(), 'and now?');
    expect(started()).toMatchObject([{ hasPageText: true }]);
    expect(store.get().hasPageText).toBe(false);
  });
});

describe('the draft', () => {
  it('is kept in the background as it grows, and at once when the page is left', async () => {
    show();
    await user.type(area(), 'half');
    dispatchEvent(new Event('pagehide'));
    await waitFor(() =>
      expect(askedFor('drafts/keep').at(-1)?.input).toMatchObject({
        make: 'text',
        draft: { prompt: 'half' },
      }),
    );
  });

  it('that comes late does not take the place of what was typed meanwhile', () => {
    const kept = { prompt: 'old', files: [], chosen: {} };
    const fresh = new FormStore('text');
    fresh.adopt(kept);
    expect(fresh.get()).toMatchObject({ prompt: 'old', isRead: true });
    const touched = new FormStore('text');
    touched.change({ prompt: 'new' });
    touched.adopt(kept);
    expect(touched.get()).toMatchObject({ prompt: 'new', isRead: true });
  });
});

describe('the estimate', () => {
  const said = () => screen.getByText(/About|Free|Price unknown/).textContent;

  it('is a range in dollars where the price is known', () => {
    show();
    expect(said()).toMatch(/^About \$0\.00\d+ to \$0\.\d+$/);
  });

  it.each([
    ['no price', modelOf('a', { price: undefined as never })],
    ['half a price', modelOf('a', { price: { input: '0.1' } })],
  ])('is unknown with %s, never $0.00', (_what, model) => {
    show({ models: [model] });
    expect(said()).toBe('Price unknown');
    expect(document.body.textContent).not.toContain('$0.00');
  });

  it('says free only of what is listed as free', () => {
    show({ models: [modelOf('a', { isFree: true, price: undefined as never })] });
    expect(said()).toBe('Free');
  });

  it('of a picture that the list does not tell is asked for once, and unknown until it comes', async () => {
    const model = modelOf('acme/painter', { makes: ['image'], price: undefined as never });
    const { store } = show({ make: 'image', models: [model] });
    expect(said()).toBe('Price unknown');
    store.change({ prompt: 'a fox' });
    await waitFor(() =>
      expect(askedFor('models/price').map(({ input }) => input)).toEqual([
        { provider: 'openrouter', make: 'image', model: 'acme/painter' },
      ]),
    );
  });

  it('by the request is known too, and nothing is asked', () => {
    show({
      make: 'image',
      models: [modelOf('p', { makes: ['image'], price: { request: '0.08', asOf: '2026-11-21' } })],
    });
    expect(said()).toBe('About $0.08');
    screen.getByText(/\$0\.08 per request \(as of 2026-11-21\)/);
    expect(askedFor('models/price')).toEqual([]);
  });

  it('counts the pictures that this model really makes', async () => {
    const model = modelOf('p', {
      makes: ['image'],
      price: { image: '0.04' },
      options: [{ name: 'n', is: 'range', min: 1, max: 4 }],
    });
    const { store } = show({ make: 'image', models: [model] });
    expect(said()).toBe('About $0.04');
    store.change({ chosen: { image: { n: 3, num_images: 9 } } });
    await screen.findByText('About $0.12');
  });
});

it('of earlier turns a text counts by its length, and only a picture as a picture', () => {
  const turn = jobOf(
    { text: 'Warm.' },
    { prompt: 'Why?', files: [fileOf('text/plain'), fileOf('image/png')] },
  );
  expect(earlierOf([turn])).toMatchObject({ characters: 'Why?'.length + 'Warm.'.length + 1, pictures: 1 });
});
