/** Recovery words, made as a person makes them: with paper and pen. */
import { PASSPHRASE } from './journey';
import type { Found, Screen } from './screen';

export async function prove(dialog: Found, button: string, passphrase = PASSPHRASE): Promise<void> {
  await dialog.field('Passphrase').fill(passphrase);
  await dialog.find('button', button).click();
}

export async function toSecurity(screen: Screen): Promise<void> {
  await screen.goto('options.html#/security');
  await screen.find('heading', 'Ways in').waitVisible();
}

/** On the Security page of an open vault. Returns what stands on the paper. */
export async function makeWords(screen: Screen, passphrase = PASSPHRASE): Promise<readonly string[]> {
  await screen.find('button', 'Make recovery words').click();
  const dialog = screen.find('dialog', 'Make recovery words');
  await prove(dialog, 'Show the words', passphrase);
  const items = dialog.find('list', 'Recovery words').find('listitem');
  await items.nth(11).waitVisible();
  const paper: string[] = [];
  for (let at = 0; at < 12; at += 1) paper.push((await items.nth(at).content()).trim());
  await dialog.find('button', 'I wrote them down').click();
  await dialog.find('button', 'Keep these words').waitVisible();
  for (const [at, word] of paper.entries()) {
    const field = dialog.field(`Word ${at + 1}`);
    if ((await field.count()) > 0) await field.fill(word);
  }
  await dialog.find('button', 'Keep these words').click();
  await screen.text('Recovery words kept').waitVisible();
  return paper;
}
