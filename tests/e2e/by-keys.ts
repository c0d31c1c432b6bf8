/** A question, its answer and a copy of it, without a mouse. There has to be a key that pays. */
import type { Browser } from '../harness/browser';
import { until } from '../harness/until';
import { tabTo, untilAt } from './focus';

export async function askByKeys(browser: Browser): Promise<void> {
  const panel = await browser.open('popup.html');
  await untilAt(panel, { name: 'Prompt' });
  const model = panel.find('combobox', 'Model');
  await until(async () => (await model.value()) !== '', { what: 'a first model' });
  await panel.type('What is fire?');
  await panel.press('Enter');
  const results = panel.find('list', 'Results');
  await results.text('This is an answer in plain words.').waitVisible();
  await results.find('progressbar').waitGone();
  await untilAt(panel, { name: 'Prompt' });
  await tabTo(panel, { name: 'Options' });
  await panel.press('Enter');
  await panel.field('System prompt').waitVisible();
  await tabTo(panel, { name: 'System prompt' });
  await tabTo(panel, { name: 'Options' }, 'Shift+Tab');
  await panel.press('Enter');
  await panel.field('System prompt').waitGone();
  await tabTo(panel, { name: 'Copy' });
  await panel.press('Enter');
  await panel.text('Copied').waitVisible();
  await untilAt(panel, { name: 'Copy' });
  await panel.close();
}

/** A model, a look at it and a step on from it. There has to be a key that pays. */
export async function modelByKeys(browser: Browser): Promise<void> {
  const panel = await browser.open('popup.html');
  await untilAt(panel, { name: 'Prompt' });
  await tabTo(panel, { name: 'Chat' }, 'Shift+Tab');
  await panel.press('End');
  await untilAt(panel, { name: '3D' });
  const model = panel.find('combobox', 'Model');
  await until(async () => (await model.value()) !== '', { what: 'a first model' });
  await tabTo(panel, { name: 'Prompt' });
  await panel.type('a small clay owl');
  await panel.press('Enter');
  const results = panel.find('list', 'Results');
  await results.find('button', 'Open').waitVisible();
  await tabTo(panel, { name: 'Open' });
  await panel.press('Enter');
  await panel.find('dialog', '3D model').waitVisible();
  await panel.press('Escape');
  await panel.find('dialog').waitGone();
  await untilAt(panel, { name: 'Open' });
  await tabTo(panel, { name: 'Other format' });
  await panel.press('Enter');
  await panel.field('Format').waitVisible();
  await tabTo(panel, { name: 'Format' });
  await tabTo(panel, { name: 'Convert' });
  await panel.press('Enter');
  await results.text('5 credits ($0.05)').waitVisible();
  await panel.close();
}

/** What was asked above is found, opened, chosen, deleted and brought back. */
export async function libraryByKeys(browser: Browser): Promise<void> {
  const page = await browser.open('options.html#/library');
  const items = page.find('list', 'Results').find('listitem');
  const untilItems = (count: number) =>
    until(async () => (await items.count()) === count, { what: `${count} items` });
  await untilItems(3);
  await tabTo(page, { name: 'Search prompts and answers' });
  await page.type('fire');
  await untilItems(1);
  await tabTo(page, { name: 'Open What is fire?' });
  await page.press('Enter');
  const dialog = page.find('dialog', 'Conversation');
  await dialog.find('button', 'Continue this conversation').waitVisible();
  await tabTo(page, { name: 'Open in the studio' });
  await page.press('Escape');
  await dialog.waitGone();
  await untilAt(page, { name: 'Open What is fire?' });
  await tabTo(page, { name: 'Select What is fire?' }, 'Shift+Tab');
  await page.press(' ');
  await page.text('1 selected').waitVisible();
  await tabTo(page, { name: 'Delete' }, 'Shift+Tab');
  await page.press('Enter');
  await untilAt(page, { name: 'Undo' });
  await page.press('Enter');
  // The list catches up meanwhile: what had the focus may go, and comes again with it.
  await until(
    async () => {
      await untilAt(page, { name: 'Select this page' });
      await page.press('Enter');
      return page.text('1 selected').isVisible();
    },
    { what: 'the page to be selected' },
  );
  await tabTo(page, { name: 'Clear selection' });
  await page.press('Enter');
  await untilAt(page, { name: 'Select this page' });
  await untilItems(1);
  await page.close();
}
