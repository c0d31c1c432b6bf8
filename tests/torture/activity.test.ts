/** `npm run torture`: the record is as quick with a hundred thousand lines as with ten. */
import { describe, expect, it } from 'vitest';
import { setStage } from '../e2e/stage';
import { bothBrowsers } from '../harness/browser';
import { createVault } from '../harness/journey';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { seedRecord } from './activity-seed';
import { stallIn } from './stalls';

const ACTIVITY = 'options.html#/activity';
const MANY = 100_000;

const untilSays = (screen: Screen, words: RegExp) =>
  until(async () => words.test(await screen.content()), { what: String(words), withinMs: 60_000 });

/** In the page: one page on and back, and a word that stands in one of the oldest lines alone. */
async function pageAndSearch(): Promise<void> {
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  const says = (words: string) => () => document.body.textContent?.includes(words) === true;
  const press = (label: string) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)?.click();
  const search = (words: string) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words);
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  };
  press('Older');
  await until(says('Page 2'));
  press('Newer');
  await until(says('Page 1'));
  search('needle');
  await until(says('1 line found'));
  search('');
  await until(says('100,000 lines in the record'));
}

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('is as quick with a hundred thousand lines, which anybody can write who knows the format', async () => {
    const { screen } = stage;
    await createVault(screen);
    await screen.goto(ACTIVITY);
    await seedRecord(screen, MANY);
    await screen.reload();
    await untilSays(screen, /100,000 lines in the record/);
    expect(await screen.find('list').nth(0).find('listitem').count()).toBeLessThan(100);
    const { least, mostMs, all } = await stallIn(screen, name, pageAndSearch);
    expect(least, all.join('; ')).toBeLessThanOrEqual(mostMs);
    await screen.find('button', 'Verify').click();
    await untilSays(screen, /The record is whole/);
  });
});
