/** Recovery words made and nearly removed, a backup nearly made: without a mouse, and back where one was. */
import { expect } from 'vitest';
import type { Browser } from '../harness/browser';
import { until } from '../harness/until';
import { focusOf, tabTo, untilAt } from './focus';

const OF_ITS_OWN = 'marble kettle drift sparrow cinder veil';

export async function waysByKeys(browser: Browser, passphrase: string): Promise<void> {
  const screen = await browser.open('options.html#/security');
  await screen.find('button', 'Make recovery words').waitVisible();
  await tabTo(screen, { name: 'Make recovery words' });
  await screen.press('Enter');
  await untilAt(screen, { name: 'Passphrase' });
  await screen.type(passphrase);
  await screen.press('Enter');
  await untilAt(screen, { name: 'I wrote them down' });
  const items = screen.find('list', 'Recovery words').find('listitem');
  const paper: string[] = [];
  for (let at = 0; at < 12; at += 1) paper.push((await items.nth(at).content()).trim());
  await screen.press('Enter');
  for (let asked = 0; asked < 3; asked += 1) {
    const place = await until(async () => /^Word (\d+)$/.exec((await focusOf(screen))?.name ?? '')?.[1], {
      what: 'a word to be asked for',
    });
    await screen.type(paper[Number(place) - 1] ?? '');
    if (asked < 2) await screen.press('Tab');
  }
  await screen.press('Enter');
  await screen.text('Recovery words kept').waitVisible();
  // The button that it was begun with is gone: the row that came in its place has the focus.
  await untilAt(screen, { name: 'Replace' });
  await tabTo(screen, { name: 'Remove Recovery words' });
  await screen.press('Enter');
  await untilAt(screen, { name: 'Passphrase' });
  await screen.press('Escape');
  await untilAt(screen, { name: 'Remove Recovery words' });
  await screen.close();
}

export async function backupByKeys(browser: Browser): Promise<void> {
  const screen = await browser.open('options.html#/backup');
  await screen.find('button', 'Export backup').waitVisible();
  await tabTo(screen, { name: 'Backup passphrase' });
  await screen.type(OF_ITS_OWN);
  await screen.press('Enter');
  await untilAt(screen, { name: 'Passphrase' });
  expect((await focusOf(screen))?.isInDialog).toBe(true);
  await screen.press('Escape');
  await screen.find('dialog').waitGone();
  await untilAt(screen, { name: 'Backup passphrase' });
  await tabTo(screen, { name: 'Backup file' });
  await tabTo(screen, { name: 'Import backup' });
  await screen.press('Enter');
  await screen.text('Choose the backup file first.').waitVisible();
  await screen.close();
}
