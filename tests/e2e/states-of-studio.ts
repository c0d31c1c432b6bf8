/** The states of the studio: what is asked, what comes back, and what may go wrong. */
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import type { State, Walk, World } from './states';

const inPopup = (screen: Screen, name: string): State => ({
  name: `popup-${name}`,
  screen,
  surface: 'popup',
});

/** Answered as a person would like it: this one is looked at by newcomers too. */
const QUESTION = 'How do I keep a fire through the night?';

const MARKDOWN = [
  '## Fire in three lines',
  'Fire is **hot** and *old*; see [the manual](https://example.org/fire) for `ignite()`.',
  '- a list\n- with two items',
  '```ts\n// Lights it.\nconst fire = (wood: number): string => String(wood * 2);\n```',
  '| wood | hours |\n| --- | --- |\n| oak | 4 |',
  '> quoted\n\n![a picture](https://example.org/a.png)',
].join('\n\n');

/** Quotes end what is said: there are none in it. */
const saying = (text: string) => `Tell me about fire. say="${text.replaceAll('\n', '\\n')}"`;

const results = (screen: Screen) => screen.find('list', 'Results');

/** Asks, and waits until the newest result has nothing more to come. */
async function ask(screen: Screen, prompt: string): Promise<void> {
  await send(screen, prompt);
  await results(screen).text(prompt).waitVisible();
  await results(screen).find('progressbar').waitGone();
}

async function send(screen: Screen, prompt: string): Promise<void> {
  await screen.field('Prompt').fill(prompt);
  await screen.find('button', 'Generate').click();
}

export async function* studio({ browser }: World): Walk {
  const screen = await browser.open('popup.html');
  yield* choosing(screen);
  yield* answering(screen);
  yield* failing(screen);
  yield* asking(screen);
  yield* drawing(screen);
  await screen.close();
  // Everything at once, as narrow as it gets.
  const panel = await browser.open('sidepanel.html');
  await results(panel).find('button', 'Copy').nth(0).waitVisible();
  await panel.find('button', 'Options').click();
  await panel.field('System prompt').waitVisible();
  await panel.field('Prompt').fill('Half a question');
  yield { name: 'sidepanel-results', screen: panel, surface: 'sidepanel' };
  await panel.close();
}

async function* choosing(screen: Screen): Walk {
  const model = screen.find('combobox', 'Model');
  await until(async () => (await model.isVisible()) && (await model.value()) !== '', {
    what: 'a first model',
  });
  await model.click();
  await model.type('ember');
  await screen.find('option', /luna/).waitVisible();
  yield inPopup(screen, 'picker');
  await model.type(' luna');
  await screen.find('option', /sol/).waitGone();
  await screen.press('Enter');
  await screen.find('button', 'Options').click();
  await screen.find('checkbox', 'Make pictures').click();
  await screen.field('Temperature').fill('9');
  yield inPopup(screen, 'options');
  await screen.field('Temperature').fill('');
  await screen.find('button', 'Options').click();
}

async function* answering(screen: Screen): Walk {
  await ask(screen, QUESTION);
  await results(screen).find('button', 'Copy code').waitVisible();
  yield inPopup(screen, 'answer');
  const prompt = saying(MARKDOWN);
  await send(screen, prompt);
  await results(screen).find('heading', 'Fire in three lines').waitVisible();
  await results(screen).find('progressbar').waitGone();
  yield inPopup(screen, 'markdown');
  await send(screen, 'pieces=60 think=2 gap=600000@50');
  await screen.text(/word49/).waitVisible();
  yield inPopup(screen, 'streaming');
  await screen.find('button', 'Stop').click();
  await results(screen).find('progressbar').waitGone();
}

async function* failing(screen: Screen): Walk {
  await ask(screen, 'error=no-credit');
  await results(screen)
    .find('link', /Top up/)
    .waitVisible();
  await ask(screen, 'Will it arrive? drop@0');
  await results(screen).find('button', 'Look again').nth(0).waitVisible();
  await ask(screen, 'end=refusal');
  await screen.text('The request was refused').waitVisible();
  yield inPopup(screen, 'failures');
  yield* waiting(screen);
}

/** A countdown, and meanwhile somebody chose a model that is gone; one that is near takes its place again. */
async function* waiting(screen: Screen): Walk {
  const model = screen.find('combobox', 'Model');
  const before = await model.value();
  await send(screen, 'In a moment. error=unavailable quirks=patient');
  await results(screen)
    .text(/Trying again in/)
    .waitVisible();
  await model.click();
  await model.type('openai/gpt-6-lunatic');
  await screen.find('option', /lunatic.* at OpenRouter/).click();
  await screen.text(/does not list/).waitVisible();
  yield inPopup(screen, 'waiting');
  await screen.find('button', 'Stop').click();
  await results(screen).find('progressbar').waitGone();
  await screen.find('button', before).click();
  await screen.text(/does not list/).waitGone();
}

async function* asking(screen: Screen): Walk {
  await send(screen, 'Draw it. tool=generate_image({"prompt":"a fox beside a fire"})');
  await screen.find('button', 'Allow').waitVisible();
  await screen.text(/It costs money/).waitVisible();
  yield inPopup(screen, 'tool');
  await screen.find('button', 'Don’t allow').click();
  await results(screen).find('progressbar').waitGone();
}

async function* drawing(screen: Screen): Walk {
  await screen.find('tab', 'Image').click();
  await screen.text('Pictures appear here, newest first.').waitVisible();
  const model = screen.find('combobox', 'Model');
  await until(async () => (await model.value()) !== '', { what: 'a first model' });
  await send(screen, 'a fox beside a fire');
  await screen.find('img', 'a fox beside a fire').waitVisible();
  yield inPopup(screen, 'picture');
  await results(screen).find('button', 'Open').click();
  await screen.find('dialog', 'Picture').waitVisible();
  yield inPopup(screen, 'picture-open');
  await screen.press('Escape');
  await screen.find('dialog', 'Picture').waitGone();
  await screen.find('button', 'Options').click();
  await screen.text(/Reference pictures/).waitVisible();
  yield inPopup(screen, 'picture-options');
}
