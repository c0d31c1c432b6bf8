/** The other ways in: making recovery words, and coming back with them. */
import { lock, unlock } from '../harness/journey';
import { prove, toSecurity } from '../harness/recovery';
import { onOptions, type Walk, type World } from './states';

export async function* waysIn({ screen }: World): Walk {
  await toSecurity(screen);
  await screen.find('button', 'Make recovery words').click();
  const dialog = screen.find('dialog', 'Make recovery words');
  yield onOptions(screen, 'words-begin');
  await prove(dialog, 'Show the words');
  const items = dialog.find('list', 'Recovery words').find('listitem');
  await items.nth(11).waitVisible();
  const paper: string[] = [];
  for (let at = 0; at < 12; at += 1) paper.push((await items.nth(at).content()).trim());
  yield onOptions(screen, 'words-shown');
  await dialog.find('button', 'I wrote them down').click();
  await dialog.find('button', 'Keep these words').click();
  await dialog
    .text(/^This is not word/)
    .nth(0)
    .waitVisible();
  yield onOptions(screen, 'words-asked');
  for (const [at, word] of paper.entries()) {
    const field = dialog.field(`Word ${at + 1}`);
    if ((await field.count()) > 0) await field.fill(word);
  }
  await dialog.find('button', 'Keep these words').click();
  await screen.text('Recovery words kept').waitVisible();
  yield onOptions(screen, 'words-kept');

  await lock(screen);
  await screen.find('button', 'Use recovery words').click();
  await screen.field('Recovery words').fill(['bicycles', ...paper.slice(1)].join(' '));
  await screen.find('button', 'Next').click();
  await screen.find('alert').waitVisible();
  yield onOptions(screen, 'recover-refused');
  await screen.field('Recovery words').fill(paper.join(' '));
  await screen.find('button', 'Next').click();
  await screen.find('heading', 'Choose a new passphrase').waitVisible();
  yield onOptions(screen, 'recover-next');
  await screen.find('button', 'Back to the passphrase').click();
  await unlock(screen);
}
