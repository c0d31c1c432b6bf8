/** The states of the Keys page and its dialogs. */
import { newId } from '../../lib/core/ids';
import type { Report } from '../../lib/providers/report';
import type { Fields } from '../../lib/providers/shape';
import { allowAllHosts } from '../harness/hosts';
import { cardOf, credentialOf, fillKey, keysOf, PASSPHRASE } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import { plantKey } from '../harness/planted';
import { damage } from '../harness/rows';
import type { Screen } from '../harness/screen';
import { allStandIns } from '../harness/stand-ins/all';
import { kindOf } from '../harness/wires';
import { onOptions, panels, type Walk, type World } from './states';

export const caseOf = (provider: string, name: string): Fields => {
  const found = allStandIns
    .find(({ id }) => id === provider)
    ?.cases.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${provider} has no case ${name}`);
  return found.fields;
};

export async function* adding({ screen, server }: World): Walk {
  await cardOf(screen, 'OpenRouter').find('button', 'Add key').click();
  const single = screen.find('dialog', 'Add OpenRouter key');
  await single.waitVisible();
  yield onOptions(screen, 'add');
  await single.find('button', 'Check and save').click();
  await single.text(/^Fill in/).waitVisible();
  yield onOptions(screen, 'add-missing');
  await single.find('button', 'Cancel').click();
  await single.waitGone();

  const rejected = await fillKey(screen, credentialOf('openrouter', caseOf('openrouter', 'wrong')));
  await rejected.find('button', 'Check and save').click();
  await rejected.find('alert').waitVisible();
  yield onOptions(screen, 'add-rejected');
  await rejected.find('button', 'Cancel').click();

  const misplaced = await fillKey(screen, credentialOf('openrouter', server.credential('groq')));
  await misplaced.find('button', 'Check and save').click();
  await misplaced.find('button', 'Go to Groq').waitVisible();
  yield onOptions(screen, 'add-elsewhere');
  await misplaced.find('button', 'Cancel').click();

  await cardOf(screen, 'Twilio').find('button', 'Add key').click();
  const several = screen.find('dialog', 'Add Twilio key');
  await several.waitVisible();
  yield onOptions(screen, 'add-several');
  await several.field('Kind of key').choose(kindOf('twilio', 'api-key')?.label ?? '');
  await several.field('API Key Secret').waitVisible();
  yield onOptions(screen, 'add-other-kind');
  await several.press('Escape');
  await several.waitGone();
}

/** One key of each verdict, some of them really asked about, in words that the stand-ins made. */
const KEYS: readonly (readonly [provider: string, row: string, name: string, verdict?: Report])[] = [
  ['openrouter', 'good', 'Everyday'],
  ['openrouter', 'wrong', 'Old laptop'],
  ['openrouter', 'free tier', 'Experiments'],
  ['tripo', 'good', 'Models'],
  ['groq', 'restricted', 'Quick answers'],
  ['twilio', 'empty', 'Reminders'],
  ['ga4', 'good', 'Shop'],
  ['resend', 'good', 'Newsletter'],
  ['stripe', 'good', '', plain('unreachable', 'timed-out')],
  ['github', 'good', 'Releases', plain('not-checked', 'host-not-allowed')],
];

function plain(verdict: Report['verdict'], code: string): Report {
  return { verdict, reason: { code }, facts: [], warnings: [] };
}

const BELIEVED: Report = { verdict: 'rejected', reason: { code: 'wrong-key' }, facts: [], warnings: [] };

/** As the page's own messages would add them; what is not saved at once is saved all the same. */
export async function addAll(screen: Screen): Promise<void> {
  for (const [provider, row, name, verdict] of KEYS) {
    const kind = kindOf(provider, undefined)?.id;
    const fields = caseOf(provider, row);
    const input = { id: newId(), provider, kind, fields, name, environment: 'production' };
    const asked = await mustAsk<{ readonly saved: boolean }>(screen, 'keys/add', {
      ...input,
      ...(verdict && { anyway: verdict }),
    });
    if (!asked.saved) await mustAsk(screen, 'keys/add', { ...input, anyway: BELIEVED });
  }
}

export async function* saved(world: World): Walk {
  const { browser, screen } = world;
  await allowAllHosts(browser, screen);
  await addAll(screen);
  await screen.reload();
  await cardOf(screen, 'GitHub').find('listitem').nth(0).waitVisible();
  yield onOptions(screen, 'keys');
  yield* panels(world, 'keys');

  await screen.find('link', 'Compare services').click();
  await screen.find('heading', 'Compare services').waitVisible();
  await screen.find('table').waitVisible();
  yield onOptions(screen, 'compare');
  await screen.find('link', 'Back to your keys').click();
  await cardOf(screen, 'GitHub').find('listitem').nth(0).waitVisible();

  await screen.find('searchbox', 'Search services and keys').fill('nothing is called so');
  await screen.find('button', 'Clear filters').waitVisible();
  yield onOptions(screen, 'keys-none-found');
  await screen.find('button', 'Clear filters').click();

  const everyday = keysOf(screen, 'OpenRouter').nth(0);
  await everyday.find('button', 'Edit').click();
  await screen.find('dialog', 'Edit key').waitVisible();
  yield onOptions(screen, 'edit');
  await screen.find('dialog', 'Edit key').text('Replace secret').click();
  await screen.find('button', 'Check and replace').waitVisible();
  yield onOptions(screen, 'edit-replace');
  await screen.press('Escape');
  await screen.find('dialog', 'Edit key').waitGone();

  await everyday.find('button', 'Disable').click();
  await screen.find('dialog', 'Disable the default key').waitVisible();
  yield onOptions(screen, 'default-question');
  await screen.press('Escape');
  await screen.find('dialog').waitGone();
  await keysOf(screen, 'Tripo').find('button', 'Disable').click();
  await keysOf(screen, 'Tripo').find('button', 'Enable').waitVisible();

  const old = keysOf(screen, 'OpenRouter').nth(1);
  await old.find('button', 'Remove').click();
  await cardOf(screen, 'OpenRouter').find('button', 'Undo').waitVisible();
  await screen.text(/^Removed keys/).click();
  yield onOptions(screen, 'keys-removed');
  await cardOf(screen, 'OpenRouter').find('button', 'Undo').click();
  await keysOf(screen, 'OpenRouter').nth(1).waitVisible();
}

export async function* secrets({ screen }: World): Walk {
  const everyday = keysOf(screen, 'OpenRouter').nth(0);
  await everyday.find('button', 'Reveal').click();
  const dialog = screen.find('dialog', 'Reveal secret');
  await dialog.waitVisible();
  yield onOptions(screen, 'reveal-asking');
  await dialog.field('Passphrase').fill(PASSPHRASE);
  await dialog.find('button', 'Reveal').click();
  await dialog.find('button', 'Hide').waitVisible();
  yield onOptions(screen, 'reveal-shown');
  if (await dialog.isVisible()) await dialog.find('button', 'Hide').click();
}

export async function* checking({ screen, server }: World): Walk {
  await plantKey(screen, 'mistral', server.credential('mistral', 'slow'), 'Slow');
  await keysOf(screen, 'Mistral').nth(0).waitVisible();
  await screen.find('button', 'Check all').click();
  await screen.find('progressbar', 'Checking keys').waitVisible();
  yield onOptions(screen, 'check-all');
  const stop = screen.find('button', 'Stop');
  if (await stop.isVisible()) await stop.click();
  await screen.find('progressbar').waitGone();
  yield onOptions(screen, 'check-all-ended');

  await damage(screen, 'keys', 'sealed');
  await screen.reload();
  await screen.text(/key is damaged$/).waitVisible();
  yield onOptions(screen, 'keys-damaged');
}
