/** The states of the library, over whatever the walk has made until then. */
import { until } from '../harness/until';
import { onOptions, type Walk, type World } from './states';

export async function* library({ screen }: World): Walk {
  await screen.goto('options.html#/library');
  const items = screen.find('list', 'Results').find('listitem');
  await until(async () => (await items.count()) > 3, { what: 'what was made' });
  // The sums come with the index, after the first screen.
  const storage = screen.text(/^Storage: /);
  await storage.waitVisible();
  yield onOptions(screen, 'library');
  await storage.click();
  await screen
    .find('checkbox', /^Select/)
    .nth(0)
    .click();
  await screen.find('button', 'Show as list').click();
  await screen.find('button', 'Download as zip').waitVisible();
  yield onOptions(screen, 'library-selected');
  await screen.find('button', 'Delete').click();
  await screen.find('button', 'Delete for good now').waitVisible();
  await screen.find('searchbox', 'Search prompts and answers').fill('nobody wrote this');
  await screen.text('Nothing fits').waitVisible();
  yield onOptions(screen, 'library-deleted');
  await screen.find('button', 'Undo').click();
  await screen.find('button', 'Show everything').click();
  await screen
    .find('button', /^Open a small clay owl/)
    .nth(0)
    .click();
  await screen.find('dialog').waitVisible();
  yield onOptions(screen, 'library-opened');
  await screen.press('Escape');
  await screen.find('dialog').waitGone();
}
