import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchMenu } from '../../entrypoints/background/menu';
import { newEvent } from '../vault/stage';

type Click = [info: { menuItemId: string; selectionText?: string }, tab?: { windowId: number }];

const made: { id: string; contexts: readonly string[] }[] = [];
const opened: unknown[] = [];
let clicked: ReturnType<typeof newEvent<Click>>;
let installed: ReturnType<typeof newEvent<[]>>;

const session = async () => (await fakeBrowser.storage.session.get()).quote;

beforeEach(() => {
  fakeBrowser.reset();
  made.splice(0);
  opened.splice(0);
  clicked = newEvent<Click>();
  installed = newEvent<[]>();
  const contextMenus = {
    removeAll: async () => void made.splice(0),
    create: (item: (typeof made)[number]) => {
      if (made.some(({ id }) => id === item.id)) throw new Error('duplicate id');
      made.push(item);
    },
    onClicked: clicked,
  };
  Object.assign(fakeBrowser, { contextMenus });
  Object.assign(fakeBrowser.runtime, { onInstalled: installed });
});

/** With the ways to open a panel that one of the browsers has. */
function start(panel: { sidePanel: unknown } | { sidebarAction: unknown }) {
  for (const name of ['sidePanel', 'sidebarAction']) Reflect.deleteProperty(fakeBrowser, name);
  Object.assign(fakeBrowser, panel);
  watchMenu();
}

const chromium = { sidePanel: { open: async (where: unknown) => void opened.push(where) } };
const firefox = { sidebarAction: { open: async () => void opened.push('sidebar') } };

describe('the menu item', () => {
  it('is there after each installation and update, once, and for marked text only', async () => {
    start(chromium);
    await installed.trigger();
    await installed.trigger();
    expect(made).toEqual([{ id: 'ask', title: 'Ask Firekeep about this', contexts: ['selection'] }]);
  });

  it('opens the side panel of its window in the very tick of the click', async () => {
    start(chromium);
    void clicked.trigger({ menuItemId: 'ask', selectionText: 'marked' }, { windowId: 3 });
    expect(opened).toEqual([{ windowId: 3 }]);
    await vi.waitFor(async () => expect(await session()).toEqual({ text: 'marked', windowId: 3 }));
  });

  it('opens the sidebar in Firefox', async () => {
    start(firefox);
    void clicked.trigger({ menuItemId: 'ask', selectionText: 'marked' });
    expect(opened).toEqual(['sidebar']);
    await vi.waitFor(async () => expect(await session()).toEqual({ text: 'marked' }));
  });

  it('keeps the words where no panel can open', async () => {
    start({ sidePanel: { open: () => Promise.reject(new Error('no room')) } });
    await clicked.trigger({ menuItemId: 'ask', selectionText: 'marked' }, { windowId: 3 });
    await vi.waitFor(async () => expect(await session()).toEqual({ text: 'marked', windowId: 3 }));
  });

  it('is the only one that does anything', async () => {
    start(chromium);
    await clicked.trigger({ menuItemId: 'other', selectionText: 'marked' }, { windowId: 3 });
    expect(opened).toEqual([]);
    expect(await session()).toBeUndefined();
  });
});
