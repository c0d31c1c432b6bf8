/** The states of the tab 3D: what a model is made from, what it costs, what comes of it and what may follow. */
import { fileURLToPath } from 'node:url';
import { plantKey } from '../harness/planted';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import type { State, Walk, World } from './states';

const PICTURE = fileURLToPath(new URL('../../public/icon/128.png', import.meta.url));

const reportOf = (credits: number) => ({
  verdict: 'works',
  facts: [{ name: 'credits', count: credits, unit: 'credits' }],
  warnings: [],
});

const inPopup = (screen: Screen, name: string): State => ({
  name: `popup-3d-${name}`,
  screen,
  surface: 'popup',
});

const results = (screen: Screen) => screen.find('list', 'Results');

async function send(screen: Screen, prompt: string): Promise<void> {
  await screen.field('Prompt').fill(prompt);
  await screen.find('button', 'Generate').click();
}

export async function* modelling({ browser, server, screen: options }: World): Walk {
  await plantKey(options, 'tripo', server.credential('tripo'), 'Clay', reportOf(9_876.5));
  const screen = await browser.open('popup.html');
  await screen.find('tab', '3D').click();
  await until(async () => (await screen.find('combobox', 'Model').value()) !== '', { what: 'a first model' });
  await screen.text('3D models appear here, newest first.').waitVisible();
  yield inPopup(screen, 'empty');
  yield* filling(screen);
  yield* making(screen);
  yield* goingOn(screen);
  yield* losing(screen);
  await screen.close();
  const panel = await browser.open('sidepanel.html');
  await panel.find('tab', '3D').click();
  await results(panel).find('button', 'Open').nth(0).waitVisible();
  yield { name: 'sidepanel-3d', screen: panel, surface: 'sidepanel' };
  await panel.close();
}

async function* filling(screen: Screen): Walk {
  await screen.find('button', 'Options').click();
  await screen.field('Quality of the colours').waitVisible();
  await screen.text('More options').click();
  yield inPopup(screen, 'options');
  await screen.find('button', 'Options').click();
  await screen.field('Picture').attach(PICTURE);
  await screen.find('img', 'Front view').waitVisible();
  await screen.field('Prompt').fill('a small owl');
  await screen.text(/reads no words/).waitVisible();
  yield inPopup(screen, 'views');
  await screen.find('button', 'Remove front').click();
}

async function* making(screen: Screen): Walk {
  await send(screen, 'quirks=working');
  await screen.text(/42 %/).waitVisible();
  await screen.find('button', 'Notify me').waitVisible();
  yield inPopup(screen, 'running');
  await screen.find('button', 'No, thanks').click();
  await screen.find('button', 'Stop').click();
  await results(screen).find('progressbar').waitGone();
  await send(screen, 'a small clay owl');
  await results(screen).find('button', 'Open').waitVisible();
  await results(screen).find('img', 'a small clay owl').waitVisible();
  yield inPopup(screen, 'result');
}

async function* goingOn(screen: Screen): Walk {
  await results(screen).find('button', 'New colours').click();
  await screen.field('What it should look like').waitVisible();
  await screen.find('button', 'Paint it anew').click();
  await screen.text(/Say what it should look like/).waitVisible();
  yield inPopup(screen, 'colours');
  await results(screen).find('button', 'Skeleton check').click();
  await screen.find('button', 'Check for a skeleton').click();
  await screen.find('button', 'Give it a skeleton').waitVisible();
  yield inPopup(screen, 'check');
  await screen.find('button', 'Give it a skeleton').click();
  await results(screen).find('button', 'Movement').click();
  await screen.find('searchbox', 'Find by name').fill('dance');
  await screen.field('Dance 2').click();
  yield inPopup(screen, 'movement');
}

async function* losing(screen: Screen): Walk {
  await send(screen, 'an owl that is lost error=gateway-made quirks=blind');
  await results(screen).find('button', 'Look again').nth(0).waitVisible();
  await until(
    async () => {
      if ((await results(screen).find('button', 'This one').count()) > 0) return true;
      await results(screen).find('button', 'Look again').nth(0).click();
      return false;
    },
    { what: 'what it could be' },
  );
  yield inPopup(screen, 'lost');
  await send(screen, 'error=refused');
  await screen.text('The service’s moderation refused this').waitVisible();
  yield inPopup(screen, 'refused');
}
