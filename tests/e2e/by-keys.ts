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
