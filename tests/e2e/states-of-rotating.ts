/** The states of keys over time: out of a file, followed by others, compared. */
import { cardOf, keysOf } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { plantKey } from '../harness/planted';
import { onOptions, type Walk, type World } from './states';
import { caseOf } from './states-of-keys';

export async function* importing({ screen, server }: World): Walk {
  await screen.find('button', 'Import keys').click();
  const dialog = screen.find('dialog', 'Import keys');
  await dialog.waitVisible();
  yield onOptions(screen, 'import');
  const lines = [
    `OPENROUTER_API_KEY=${caseOf('openrouter', 'good').apiKey}`,
    `export GROQ_API_KEY_TEST="${server.credential('groq').apiKey}"`,
    `SOMETHING=${caseOf('mistral', 'good').apiKey}`,
    `AWS_SECRET_ACCESS_KEY=${caseOf('aws', 'good').secretAccessKey}`,
    `SENDGRID_API_KEY=${caseOf('sendgrid', 'wrong').apiKey}`,
  ];
  await dialog.field('Keys').fill(lines.join('\n'));
  await dialog.find('button', 'Read').click();
  await dialog.text(/^5 keys found/).waitVisible();
  await dialog.find('button', 'Check all').click();
  await dialog.text('rejected').waitVisible();
  await dialog.text('works').waitVisible();
  yield onOptions(screen, 'import-checked');
  await dialog.press('Escape');
  await dialog.waitGone();
}

export async function* rotating({ screen, server }: World): Walk {
  const old = await plantKey(screen, 'aws', caseOf('aws', 'good'), 'Bucket');
  await keysOf(screen, 'AWS S3').nth(0).waitVisible();
  await keysOf(screen, 'AWS S3').nth(0).find('button', 'Rotate').click();
  const dialog = screen.find('dialog', 'Rotate “Bucket”');
  await dialog.waitVisible();
  await dialog.find('button', 'Let AWS S3 make it').click();
  await dialog.find('button', 'Make the key').waitVisible();
  yield onOptions(screen, 'rotate-sure');
  await dialog.press('Escape');
  await dialog.waitGone();

  const nextId = await plantKey(screen, 'aws', server.credential('aws'), 'Bucket, new');
  await mustAsk(screen, 'keys/succeed', { id: old, nextId });
  await cardOf(screen, 'AWS S3').find('button', 'Go on').click();
  await dialog.find('button', 'Revoke for ever').waitVisible();
  yield onOptions(screen, 'rotate-end');
  await dialog.find('button', 'I have revoked it').click();
  await dialog.text('You said that it is revoked.').waitVisible();
  await dialog.find('button', 'Keep it').click();
  await dialog.waitGone();
}
