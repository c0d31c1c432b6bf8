/** The record of activity, and where anything may go. */
import { onOptions, type Walk, type World } from './states';

export async function* recording({ screen }: World): Walk {
  await screen.goto('options.html#/activity');
  await screen.text(/lines in the record$/).waitVisible();
  await screen.find('radio', 'For ever').waitVisible();
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
