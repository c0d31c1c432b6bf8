/** The record of activity, and where anything may go. */
import { plantLogs } from '../harness/planted-logs';
import { onOptions, type Walk, type World } from './states';

export async function* recording({ screen }: World): Walk {
  const atMs = Date.UTC(2026, 4, 2, 12);
  await plantLogs(screen, atMs + 60_000, [
    { atMs, what: 'vault-created' },
    { atMs, what: 'key-added', provider: 'openrouter', keyName: 'Of the old laptop' },
    { atMs, what: 'key-used', provider: 'openrouter', keyName: 'Of the old laptop', make: 'image' },
  ]);
  await screen.goto('options.html#/activity');
  await screen.reload();
  await screen.text(/lines in the record$/).waitVisible();
  await screen.find('radio', 'For ever').waitVisible();
  await screen.find('heading', 'From a backup of another vault, made on May 2, 2026').waitVisible();
  yield onOptions(screen, 'activity');
  await screen.find('button', 'Verify').click();
  await screen.text('The record is whole').waitVisible();
  yield onOptions(screen, 'activity-verified');
  await screen.find('searchbox', 'Search the record').fill('nothing is called this');
  await screen.text('Nothing in the record fits').waitVisible();
  yield onOptions(screen, 'activity-nothing');
  await screen.find('radio', '30 days').click();
  await screen.find('dialog', 'Keep only 30 days?').waitVisible();
  yield onOptions(screen, 'activity-keep');
  await screen.press('Escape');
  await screen.find('dialog').waitGone();
  await screen.find('link', 'What can leave this browser').click();
  await screen.find('list', 'Addresses').waitVisible();
  await screen.text('with the installation').nth(0).waitVisible();
  yield onOptions(screen, 'leaves');
}
