/** The library in the built extension: found, kept, deleted for good, packed. */
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { jpeg, png } from '../harness/picture-bytes';
import { readRows } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { generate, newest, setStage, untilOver } from './jobs-stage';

const LIBRARY = 'options.html#/library';

const results = (screen: Screen) => screen.find('list', 'Results');
const items = (screen: Screen) => results(screen).find('listitem');
const untilItems = (screen: Screen, count: number) =>
  until(async () => (await items(screen).count()) === count, { what: `${count} items` });
const search = (screen: Screen) => screen.find('searchbox', 'Search prompts and answers');

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('finds, keeps, packs and destroys what was made', async () => {
    const { screen: popup, browser } = stage;
    for (const prompt of ['Tell me of kingfishers. say="They dive."', 'What is rust?']) {
      await generate(popup, prompt);
      await untilOver(newest(popup));
    }
    await popup.find('tab', 'Image').click();
    await generate(popup, 'a small fox');
    await untilOver(newest(popup));
    await newest(popup).find('link', 'Download').waitVisible();

    const screen = await browser.open(LIBRARY);
    await untilItems(screen, 3);
    await search(screen).fill('DIVE king');
    await untilItems(screen, 1);
    await items(screen)
      .find('button', /^Favourite: Tell me of kingfishers/)
      .click();
    await search(screen).fill('');
    await untilItems(screen, 3);
    await screen.find('button', 'Favourites only').click();
    await untilItems(screen, 1);
    await screen.find('button', 'Favourites only').click();
    await untilItems(screen, 3);

    await watchDownloads(screen);
    await screen.find('button', 'Select this page').click();
    await screen.find('button', 'Download as zip').click();
    const { file, bytes } = await downloaded(screen);
    expect(file).toMatch(/^firekeep-library-\d{8}-\d{6}\.zip$/);
    const packed = unzipSync(new Uint8Array(bytes));
    const names = Object.keys(packed).sort();
    expect(names).toHaveLength(3);
    for (const entry of names) expect(entry).toMatch(/^firekeep-\d{8}-\d{6}-\d+\.(md|png|jpg)$/);
    const texts = names.filter((entry) => entry.endsWith('.md')).map((entry) => utf8(packed[entry]));
    expect(texts.join()).toContain('They dive.');
    const picture = Buffer.from(packed[names.find((entry) => !entry.endsWith('.md')) ?? ''] ?? []);
    // All that the stand-in can draw.
    const drawn = [jpeg(), ...Array.from({ length: 300 }, (_, number) => png(number))];
    expect(drawn.some((made) => picture.equals(made))).toBe(true);
    await screen.find('button', 'Clear selection').click();

    const before = await readRows(screen);
    await items(screen).find('checkbox', 'Select a small fox').click();
    await screen.find('button', 'Delete').click();
    await untilItems(screen, 2);
    await popup.text('Pictures appear here, newest first.').waitVisible();
    await screen.find('button', 'Undo').click();
    await untilItems(screen, 3);
    await newest(popup).find('link', 'Download').waitVisible();
    expect((await readRows(screen))?.files).toEqual(before?.files);

    await items(screen).find('checkbox', 'Select a small fox').click();
    await screen.find('button', 'Delete').click();
    await screen.find('button', 'Delete for good now').click();
    await until(async () => (await readRows(screen))?.files.length === 0, { what: 'the files to go' });
    const after = await readRows(screen);
    expect(after?.jobs).toHaveLength(2);
    expect(after?.ledger).toEqual(before?.ledger);
    await screen.close();
  });
});

/** Wherever the panel opened: what it put on the form is the common draft. */
describe.each(bothBrowsers)('from the library to the studio in %s', (name) => {
  const stage = setStage(name);

  it('goes on with a conversation, and shows a small picture of a large one', async () => {
    const { screen: popup, browser } = stage;
    await generate(popup, 'What is rust? say="It is iron."');
    await untilOver(newest(popup));
    await popup.find('tab', 'Image').click();
    await generate(popup, 'a fox quirks=wide');
    await untilOver(newest(popup));
    await newest(popup).find('link', 'Download').waitVisible();

    const chunks = async () => (await readRows(popup))?.files.length ?? 0;
    const before = await chunks();
    const screen = await browser.open(LIBRARY);
    await untilItems(screen, 2);
    await until(async () => (await tileWidths(screen)).join() === '320', { what: 'a small picture' });
    await until(async () => (await chunks()) === before + 1, { what: 'it to be kept' });
    await screen.reload();
    await until(async () => (await tileWidths(screen)).join() === '320', { what: 'the one that was kept' });

    await screen.find('button', /^Open What is rust/).click();
    const dialog = screen.find('dialog', 'Conversation');
    await dialog.find('button', 'Continue this conversation').click();
    await dialog.waitGone();
    const next = await browser.open('popup.html');
    await next.find('heading', /^What is rust/).waitVisible();
    expect(await next.field('Prompt').value()).toBe('');
    await next.close();
    await screen.close();
  });
});

/** How many dots wide the pictures on the tiles are. */
const tileWidths = (screen: Screen): Promise<number[]> =>
  screen.evaluate(() =>
    [...document.querySelectorAll<HTMLImageElement>('ul[aria-label="Results"] img')].map(
      ({ naturalWidth }) => naturalWidth,
    ),
  );

const utf8 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

interface Saved {
  readonly file: string;
  readonly bytes: readonly number[];
}

/** What a page hands to the browser as a download is looked at, instead of lying on this machine's disk. */
const watchDownloads = (screen: Screen): Promise<void> =>
  screen.evaluate(() => {
    const links = Object.assign(globalThis, { savedLinks: [] as [string, string][] }).savedLinks;
    HTMLAnchorElement.prototype.click = function click() {
      links.push([this.download, this.href]);
    };
  });

const downloaded = (screen: Screen): Promise<Saved> =>
  until(
    () =>
      screen.evaluate(async () => {
        const [link] = (globalThis as unknown as { savedLinks: [string, string][] }).savedLinks;
        if (!link) return undefined;
        const bytes = new Uint8Array(await (await fetch(link[1])).arrayBuffer());
        return { file: link[0], bytes: [...bytes] };
      }),
    { what: 'the zip' },
  );
