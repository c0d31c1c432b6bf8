/** The Usage page when some things were paid for: as it opens, with days of one's own, and with nothing in them. */
import { onOptions, type Walk, type World } from './states';

export async function* usage({ screen }: World): Walk {
  await screen.goto('options.html#/usage');
  await screen.find('heading', 'Where it went').waitVisible();
  await screen.find('img', /split by service/).waitVisible();
  yield onOptions(screen, 'usage');
  await screen.field('Period').choose('From … to …');
  await screen.field('From').waitVisible();
  yield onOptions(screen, 'usage-own-days');
  await screen.field('Period').choose('Last month');
  await screen.text('Nothing was paid for in this period').waitVisible();
  yield onOptions(screen, 'usage-nothing');
}
