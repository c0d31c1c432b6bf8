/** `npm run torture`: the library is as quick with ten thousand results as with ten. */
import { describe, expect, it } from 'vitest';
import { setStage } from '../e2e/jobs-stage';
import { bothBrowsers } from '../harness/browser';
import { countParts } from '../harness/index-parts';
import { lock, unlock } from '../harness/journey';
import { plantResults } from '../harness/planted-library';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { stallIn } from './stalls';

const LIBRARY = 'options.html#/library';
const MANY = 10_000;

const items = (screen: Screen) => screen.find('list', 'Results').find('listitem');
const untilItems = (screen: Screen, count: number) =>
  until(async () => (await items(screen).count()) === count, { what: `${count} items` });
const search = (screen: Screen) => screen.find('searchbox', 'Search prompts and answers');

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('shows, turns and searches ten thousand without a stall', async () => {
    const { browser } = stage;
    let screen = await browser.open('options.html#/security');
    await plantResults(screen, MANY);
    await screen.close();

    screen = await browser.open(LIBRARY);
    await untilItems(screen, 60);
    await screen.text('1 to 60 of 10,000').waitVisible();
    // The index is made for the first time: longer than two seconds, but the page is there to be used.
    const building = await stallIn(screen, name, turnInPage);
    expect(building.least, building.all.join('; ')).toBeLessThanOrEqual(building.mostMs);
    await until(async () => (await screen.find('button', 'Select all 10,000').count()) === 1, {
      what: 'everything to be known',
      withinMs: 240_000,
    });
    const looking = await stallIn(screen, name, searchInPage);
    expect(looking.least, looking.all.join('; ')).toBeLessThanOrEqual(looking.mostMs);

    const kept = () => screen.evaluate(countParts);
    await until(async () => (await kept()) === 21, {
      what: 'the index to be written down',
      withinMs: 120_000,
    });
    await lock(screen);
    await unlock(screen);
    await untilItems(screen, 60);
    const startMs = Date.now();
    await search(screen).fill('kingfisher');
    await untilItems(screen, 10);
    // Two seconds on a machine that is left alone; this one is shared.
    expect(Date.now() - startMs).toBeLessThan(20_000);
    await screen.close();
  }, 600_000);
});

/** To the next page and back. */
async function turnInPage(): Promise<void> {
  const untilSaid = async (words: string) => {
    while (!document.querySelector('nav[aria-label="Pages of results"]')?.textContent?.includes(words))
      await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  document.querySelector<HTMLElement>('[aria-label="Next page"]')?.click();
  await untilSaid('61 to 120');
  document.querySelector<HTMLElement>('[aria-label="Previous page"]')?.click();
  await untilSaid('1 to 60 of');
}

/** Key by key, as words are typed. */
async function searchInPage(): Promise<void> {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]');
  if (!box) throw new Error('There is no search.');
  const count = () => document.querySelectorAll('ul[aria-label="Results"] > li').length;
  const put = (value: string) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, value);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const type = async (words: string, expected: number) => {
    for (let length = 1; length <= words.length; length += 1) {
      put(words.slice(0, length));
      for (const _ of [1, 2, 3]) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    while (count() !== expected) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  await type('kingfisher', 10);
  await type('king fisher 1007', 1);
  await type('zzz', 0);
  put('');
  while (count() !== 60) await new Promise((resolve) => requestAnimationFrame(resolve));
}
