// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { act, renderHook, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isFreeModel, MOST_SHOWN } from '../../../components/studio/model/search';
import { NO_CHOICES } from '../../../components/studio/nothing';
import { useRefresh } from '../../../components/studio/useRefresh';
import {
  askedFor,
  background,
  keyOf,
  listWith,
  modelOf,
  payerWith,
  setStudioStage,
  show,
  user,
} from './stage';

setStudioStage();

/** As many as the largest provider lists. */
const many = Array.from({ length: 700 }, (_, at) =>
  modelOf(`maker${at % 7}/model-${at}`, {
    name: `Maker ${at % 7}: Model ${at}`,
    rank: at,
    hasTools: at % 2 === 0,
    takes: at % 3 === 0 ? ['text', 'image'] : ['text'],
    price: { input: `0.00000${(at % 9) + 1}`, output: `0.0000${(at % 9) + 1}` },
    isFree: at === 33,
  }),
);

const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Model' });
const rows = () => screen.queryAllByRole('option').map((row) => row.textContent ?? '');
const open = async (words = '') => {
  await user.click(box());
  await screen.findByRole('listbox', { name: 'Models' });
  if (words) await user.type(box(), words);
};
const untilFirst = (words: string | RegExp) => waitFor(() => expect(rows()[0]).toMatch(words));

describe('the model picker', () => {
  it('has one chosen from the start, out of the list', () => {
    show({ models: many });
    expect(box().value).toBe('Maker 0: Model 0');
  });

  it('finds among 700 by any of their words, and shows no more than somebody reads', async () => {
    show({ models: many });
    await open();
    expect(rows()).toHaveLength(MOST_SHOWN);
    screen.getByText(`${700 - MOST_SHOWN} more. Type to narrow.`);
    await user.type(box(), 'model-123 maker4');
    await untilFirst('Maker 4: Model 123');
    expect(rows()).toHaveLength(1);
  });

  it('is worked by keys alone: arrows, Enter, Escape', async () => {
    const { store } = show({ models: many });
    await open('model 12');
    await untilFirst('Model 12');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    const active = document.getElementById(box().getAttribute('aria-activedescendant') ?? '');
    expect(active?.getAttribute('aria-selected')).toBe('true');
    const wanted = active?.textContent ?? '';
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(wanted).toContain(box().value);
    const chosen = store.get().model;
    await open();
    await user.keyboard('{ArrowDown}{ArrowDown}{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(store.get().model).toBe(chosen);
  });

  it('filters', async () => {
    show({ models: many });
    await open();
    const filters = screen.getByRole('group', { name: 'Show only' });
    await user.click(within(filters).getByRole('button', { name: 'Free' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toContain('Model 33');
    await user.click(within(filters).getByRole('button', { name: 'Free' }));
    await user.click(within(filters).getByRole('button', { name: 'Tools' }));
    await user.click(within(filters).getByRole('button', { name: 'Takes pictures' }));
    await waitFor(() => expect(rows()).toHaveLength(MOST_SHOWN));
    expect(rows().every((row) => row.includes('tools') && row.includes('takes pictures'))).toBe(true);
    await user.click(within(filters).getByRole('button', { name: 'Cheapest first' }));
    await untilFirst(/\$1\.00 in/);
  });

  it.each([
    ['a price by the request', { input: '0', output: '0', request: '0.08' }, false],
    ['a price by the picture', { input: '0', output: '0', image: '0.04' }, false],
    ['prices of nothing', { input: '0', output: '0', request: '0' }, true],
    ['no price at all', undefined, false],
  ])('holds a model with %s for free only where it is', (_what, price, isFree) => {
    expect(isFreeModel(modelOf('acme/painter', { price: price as never }))).toBe(isFree);
  });

  it('has favourites first', async () => {
    const favourites = [{ provider: 'openrouter', model: 'maker6/model-699' }];
    show({ models: many, choices: { ...NO_CHOICES, favourites } });
    await open();
    expect(rows()[0]).toContain('Model 699');
    screen.getByRole('img', { name: 'favourite' });
  });

  it('keeps a favourite and a default', async () => {
    show({ models: many });
    await user.click(screen.getByRole('button', { name: 'Favourite' }));
    await user.click(screen.getByRole('button', { name: 'Make default' }));
    const own = { provider: 'openrouter', model: 'maker0/model-0' };
    expect(askedFor('choices/keep').map(({ input }) => input)).toEqual([
      { is: 'favourite', choice: own, isOn: true },
      { is: 'default', make: 'text', choice: own },
    ]);
  });

  it('takes an id that no list has', async () => {
    const { store } = show({ models: many });
    await open('brand/new-one');
    await waitFor(() => expect(rows()).toEqual(['Use “brand/new-one” at OpenRouter']));
    await user.keyboard('{Enter}');
    expect(store.get().model).toBe('brand/new-one');
    expect(box().value).toBe('brand/new-one');
  });

  it('asks the default in a new conversation, and without one what was used last', () => {
    const choices = {
      ...NO_CHOICES,
      lastUsed: { text: { provider: 'openrouter', model: 'maker1/model-1' } },
    };
    const first = show({ models: many, choices });
    expect(box().value).toBe('Maker 1: Model 1');
    first.container.remove();
    const defaults = { text: { provider: 'openrouter', model: 'maker2/model-2' } };
    show({ models: many, choices: { ...choices, defaults } });
    expect(box().value).toBe('Maker 2: Model 2');
  });

  it('remembers what was used', async () => {
    show({ models: many });
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'hello{Enter}');
    expect(askedFor('choices/keep').at(-1)?.input).toEqual({
      is: 'used',
      make: 'text',
      choice: { provider: 'openrouter', model: 'maker0/model-0' },
    });
  });

  it('says of a model that vanished that it did, and offers those that are near', async () => {
    const { store } = show({
      models: [modelOf('acme/talker-3'), modelOf('acme/talker-2'), modelOf('other/x')],
    });
    store.change({ provider: 'openrouter', model: 'acme/talker-1' });
    await screen.findByText(/does not list “acme\/talker-1”/);
    expect(screen.queryByRole('button', { name: 'other/x' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'acme/talker-2' }));
    expect(store.get().model).toBe('acme/talker-2');
  });
});

describe('what is known of a list', () => {
  const DAY_MS = 24 * 3_600_000;
  const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

  it('says of a model that it is moderated, and when it leaves or left', async () => {
    show({
      models: [
        modelOf('acme/strict', { isModerated: true }),
        modelOf('acme/leaving', { goneOn: day(3) }),
        modelOf('acme/gone', { goneOn: day(-3) }),
        modelOf('acme/plain'),
      ],
    });
    await open();
    const factsOf = (id: string) => rows().find((row) => row.startsWith(id));
    expect(factsOf('acme/strict')).toMatch(/ · moderated$/);
    expect(factsOf('acme/leaving')).toMatch(new RegExp(` · leaves on ${day(3)}$`));
    expect(factsOf('acme/gone')).toMatch(new RegExp(` · gone since ${day(-3)}$`));
    expect(factsOf('acme/plain')).toMatch(/million tokens$/);
  });

  it('without a network is there all the same, with its age and the reason why it is old', async () => {
    const problems = new Map([['openrouter', { code: 'offline' } as const]]);
    const { store } = show({
      models: many,
      readAtMs: Date.now() - 3 * DAY_MS,
      refreshing: { busy: new Set(), problems, refresh: () => {} },
    });
    await open('model-123 maker4');
    await untilFirst('Maker 4: Model 123');
    screen.getByText('OpenRouter: There is no network (read 3 days ago)');
    await user.keyboard('{Enter}');
    expect(store.get().model).toBe('maker4/model-123');
  });

  it('is read anew by itself where it is a day old or missing, once, and not where it is fresh', async () => {
    const [old, fresh, none] = ['openrouter', 'anthropic', 'deepseek'] as const;
    const payers = [old, fresh, none].map((provider) => payerWith(keyOf('Mine', { provider })));
    const listed = (provider: string, age: number) => ({
      ...listWith([modelOf('acme/talker')]),
      provider,
      readAtMs: Date.now() - age,
    });
    background.reply = ({ input }) => {
      if (input.provider === none) throw new Error('offline');
      return { count: 1 };
    };
    const { result, rerender } = renderHook(({ lists }) => useRefresh('text', payers, lists), {
      initialProps: { lists: [listed(old, DAY_MS + 60_000), listed(fresh, DAY_MS - 60_000)] },
    });
    await waitFor(() => expect(result.current.problems.get(none)).toMatchObject({ code: 'offline' }));
    const inputs = () => askedFor('models/refresh').map(({ input }) => input);
    expect(inputs()).toEqual([
      { provider: old, make: 'text', isForced: false },
      { provider: none, make: 'text', isForced: false },
    ]);
    // What could not be read is not asked for again and again; only somebody who wants it now does.
    rerender({ lists: [listed(old, DAY_MS + 60_000), listed(fresh, DAY_MS - 60_000)] });
    act(() => result.current.refresh([fresh]));
    await waitFor(() => expect(inputs()).toHaveLength(3));
    expect(inputs()[2]).toEqual({ provider: fresh, make: 'text', isForced: true });
  });
});
