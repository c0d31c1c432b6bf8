// @vitest-environment jsdom
/** The library's page over a real vault: its search runs in this very thread, spoken to as if it were a worker. */
import 'fake-indexeddb/auto';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LibraryPage } from '../../../components/library/LibraryPage';
import { PAGE_ITEMS } from '../../../components/library/useListing';
import { Toasts } from '../../../components/ui/Toasts';
import { libraryHandlers } from '../../../entrypoints/background/handlers/library';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { openDb } from '../../../lib/db/open';
import { serveSearch } from '../../../lib/library/serve';
import type { FromSearch, ToSearch } from '../../../lib/library/talk';
import { ask } from '../../../lib/messages/client';
import { libraryDelete } from '../../../lib/messages/library';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { plant } from '../../library/stage';
import { setStage } from '../stage';

setStage([...vaultHandlers, ...libraryHandlers]);

let ended = 0;
const unlocker = prepareUnlocker('bread copy dignity denial budget agree');

/** What a page has of its worker: it goes on until it is ended. */
class Thread {
  onmessage: ((event: { data: FromSearch }) => unknown) | null = null;
  onerror = null;
  #isOver = false;
  readonly #line = {
    onmessage: null as ((event: { data: ToSearch }) => unknown) | null,
    postMessage: (said: FromSearch) => {
      const data = structuredClone(said);
      setTimeout(() => this.#isOver || this.onmessage?.({ data }));
    },
  };
  constructor() {
    serveSearch(this.#line as never);
  }
  postMessage(data: ToSearch) {
    setTimeout(() => this.#isOver || this.#line.onmessage?.({ data }));
  }
  terminate() {
    this.#isOver = true;
    ended += 1;
  }
}

beforeEach(async () => {
  ended = 0;
  vi.stubGlobal('Worker', Thread);
  await ask(vaultCreate, await unlocker);
});

const show = () =>
  render(
    <>
      <LibraryPage />
      <Toasts />
    </>,
  );

const items = () => within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem');
const titles = () => items().map((item) => item.querySelector('p[title]')?.textContent);
const untilTitles = (expected: readonly string[]) => waitFor(() => expect(titles()).toEqual(expected));
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

/** Whoever uses no mouse goes on from there. */
const untilFocused = (name: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name })));

const asked = (prompt: string, over = {}) => ({ request: { prompt }, ...over });

describe('the library', () => {
  it('says so when nothing was made yet', async () => {
    show();
    await screen.findByText('Nothing made yet');
    expect(screen.queryByRole('group', { name: 'Selected' })).toBeNull();
  });

  it('shows the newest first, and finds by words, kind and cost', async () => {
    await plant([
      { request: { prompt: 'a clay owl', make: 'model3d' }, state: { cost: { usd: '0.4', how: 'told' } } },
      { request: { prompt: 'a fox', make: 'image' }, state: { cost: { usd: '0.02', how: 'told' } } },
      { request: { prompt: 'Why?' }, state: { text: 'Because owls hunt at night.' } },
    ]);
    show();
    await waitFor(() => screen.getByRole('list', { name: 'Results' }));
    await untilTitles(['Why?', 'a fox', 'a clay owl']);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search prompts and answers' }), 'OWL');
    await untilTitles(['Why?', 'a clay owl']);
    await screen.findByText('2 items found');
    await userEvent.selectOptions(screen.getByLabelText('Kind'), '3D models');
    await untilTitles(['a clay owl']);
    await userEvent.selectOptions(screen.getByLabelText('Kind'), 'Pictures');
    await screen.findByText('Nothing fits');
    await press('Show everything');
    await untilTitles(['Why?', 'a fox', 'a clay owl']);
    await userEvent.selectOptions(screen.getByLabelText('Cost'), '10 cents and more');
    await untilTitles(['a clay owl']);
    await userEvent.selectOptions(screen.getByLabelText('Cost'), 'Any cost');
    await userEvent.selectOptions(screen.getByLabelText('Order'), 'Most expensive first');
    await untilTitles(['a clay owl', 'a fox', 'Why?']);
  });

  it('finds for whoever types before anything is shown', async () => {
    await plant([asked('a fox'), asked('an owl')]);
    show();
    const box = screen.getByRole('searchbox', { name: 'Search prompts and answers' });
    fireEvent.change(box, { target: { value: 'owl' } });
    expect(screen.queryByRole('list', { name: 'Results' })).toBeNull();
    await waitFor(() => screen.getByRole('list', { name: 'Results' }));
    await untilTitles(['an owl']);
    await userEvent.clear(box);
    await untilTitles(['an owl', 'a fox']);
  });

  it('keeps favourites, and shows them alone', async () => {
    await plant([asked('one'), asked('two')]);
    show();
    await press('Favourite: one');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Favourite: one' }).getAttribute('aria-pressed')).toBe(
        'true',
      ),
    );
    await press('Favourites only');
    await untilTitles(['one']);
  });

  it('turns its pages', async () => {
    await plant(Array.from({ length: PAGE_ITEMS + 3 }, (_, at) => asked(`number ${at}`)));
    show();
    await waitFor(() => expect(items()).toHaveLength(PAGE_ITEMS));
    await press('Next page');
    await untilTitles(['number 2', 'number 1', 'number 0']);
    await screen.findByText('61 to 63 of 63');
    await press('Next page');
    await press('Previous page');
    await waitFor(() => expect(items()).toHaveLength(PAGE_ITEMS));
  });

  it('deletes what is selected, and brings it back', async () => {
    await plant([asked('one'), asked('two'), asked('three')]);
    show();
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select one' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select three' }));
    await screen.findByText('2 selected');
    await press('Delete');
    await untilTitles(['two']);
    await screen.findByText('2 items deleted.');
    await untilFocused('Undo');
    await press('Undo');
    await untilTitles(['three', 'two', 'one']);
    await untilFocused('Select this page');
    await press('Select this page');
    await press('Clear selection');
    await untilFocused('Select this page');
    await waitFor(() => expect(screen.queryByText('2 items deleted.')).toBeNull());
  });

  it('destroys what nobody wants back', async () => {
    await plant([asked('one'), asked('two')]);
    show();
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select one' }));
    await press('Delete');
    await press('Delete for good now');
    await waitFor(async () => expect(await openDb().jobs.count()).toBe(1));
    await untilTitles(['two']);
  });

  it('selects all that was found, also on other pages', async () => {
    await plant(Array.from({ length: PAGE_ITEMS + 5 }, (_, at) => asked(`number ${at}`)));
    show();
    // With so many items each look takes jsdom long: it is left time for the rest between them.
    const untilSaid = (words: string) => screen.findByText(words, {}, { interval: 500 });
    await userEvent.click(await untilSaid('Select all 65'));
    await untilSaid('65 selected');
    await userEvent.click(screen.getByText('Delete'));
    await untilSaid('65 items deleted.');
    await untilSaid('Nothing made yet');
  });

  it('leaves what still runs, and says why', async () => {
    await plant([{ ...asked('at work'), state: { place: 'running' }, isOpen: true }]);
    show();
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select at work' }));
    await press('Delete');
    await screen.findByText(/1 item still runs/);
    await untilTitles(['at work']);
  });

  it('says what is damaged, and lets it be thrown away', async () => {
    const [id = ''] = await plant([asked('one'), asked('two')]);
    const row = await openDb().jobs.where('id').equals(id).first();
    if (!row) throw new Error('no row');
    await openDb().jobs.put({ ...row, sealed: row.sealed.with(-1, 0).with(-2, 0) });
    show();
    await screen.findByText(/1 result is damaged/);
    await press('Delete what is damaged');
    await untilTitles(['two']);
  });

  it('opens a result with what was said before it', async () => {
    const [first = ''] = await plant([{ request: { prompt: 'Why?' }, state: { text: 'Because.' } }]);
    await plant([{ request: { prompt: 'And then?', parent: first, conversation: first } }]);
    show();
    await press('Open And then?');
    const dialog = await screen.findByRole('dialog', { name: 'Conversation' });
    await within(dialog).findByText('Because.');
    within(dialog).getByText('And then?');
    expect(within(dialog).queryByRole('button', { name: 'Go on from here' })).toBeNull();
  });

  it('keeps a result open while newer ones push it off the page, until it is deleted', async () => {
    const [id = ''] = await plant(Array.from({ length: PAGE_ITEMS }, (_, at) => asked(`number ${at}`)));
    show();
    await press('Open number 0');
    const dialog = await screen.findByRole('dialog');
    await plant([asked('newer')]);
    await waitFor(() => expect(titles()).toContain('newer'));
    expect(titles()).not.toContain('number 0');
    within(dialog).getByText('number 0');
    await ask(libraryDelete, { ids: [id] });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('tells what it takes, and what is largest', async () => {
    const sealed = {
      format: 1,
      key: btoa('k'.repeat(32)),
      chunkCount: 100,
      byteCount: 1,
      sha256: '0',
    } as const;
    const file = { id: 'f'.repeat(32), media: 'application/octet-stream', name: '', sealed };
    await plant([{ ...asked('heavy'), state: { images: [file] } }, asked('light')]);
    show();
    await userEvent.click(await screen.findByText('Storage: 6.6 MB used'));
    await press('Show the largest first');
    await untilTitles(['heavy', 'light']);
  });

  it('ends its search with itself', async () => {
    await plant([asked('one')]);
    const { unmount } = show();
    await screen.findByText(/^Storage/);
    unmount();
    expect(ended).toBe(1);
  });
});
