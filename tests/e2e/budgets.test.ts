/** A hard limit in the built extension: ten at once in two pages, a background that dies, one let through; and by keyboard. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { bothBrowsers } from '../harness/browser';
import { mustAsk } from '../harness/messages';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { tabTo, toFirst, untilAt } from './focus';
import { billed, newest, PANEL, POPUP, type Stage, setStage, untilOver, untilSays } from './jobs-stage';

/** Up to a thousand tokens of answer for $0.01; the question comes to a twentieth of that. */
const MODEL = 'openai/gpt-6.1-sol';
const STOPPED = 'Your budget stopped this';

const ask = (screen: Screen, prompt: string) =>
  mustAsk(screen, 'jobs/start', {
    id: newId(),
    make: 'text',
    provider: 'openrouter',
    model: MODEL,
    prompt,
    files: [],
    conversation: newId(),
    parent: null,
    chosen: { maxTokens: 1_000 },
  });

/** As a person does it, on the page. */
async function addBudget(
  { browser }: Stage,
  limit: string,
  more: (form: Screen) => Promise<void> = async () => {},
): Promise<void> {
  const options = await browser.open('options.html#/usage');
  await options.find('button', 'Add budget').click();
  await more(options);
  await options.field(/^At most/).fill(limit);
  await options.find('button', 'Save').click();
  await options.find('dialog').waitGone();
  await options.close();
}

const timesIn = async (screen: Screen, words: string): Promise<number> =>
  (await screen.content()).split(words).length - 1;

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('a hard limit holds for ten at once and over a death, lets one through on a word, and warns in time', async () => {
    await addBudget(stage, '0.025', async (form) => form.find('radio', 'Day').click());
    const panel = await stage.browser.open(PANEL);
    await panel.find('combobox', 'Model').waitVisible();
    const both = [stage.screen, panel];
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => ask(both[at % 2] ?? panel, `pieces=400 every=50 now ${at}`)),
    );
    await until(async () => (await timesIn(stage.screen, STOPPED)) === 8, {
      what: 'eight to be refused',
      withinMs: 60_000,
    });
    await until(async () => billed(stage).length === 2, { what: 'two to be asked for' });

    // Nobody knows what became of these two: they go on counting for the most that they could cost.
    await stage.browser.killWorker();
    await panel.close();
    await addBudget(stage, '4', async (form) => {
      await form.field('Counted in').choose('Calls');
      await form.find('radio', 'Only warn').click();
    });
    stage.screen = await stage.browser.open(POPUP);
    await ask(stage.screen, 'say="Let through."');
    const refused = newest(stage.screen);
    await untilSays(refused, STOPPED);
    await untilSays(refused, 'This one, at most');
    expect(billed(stage)).toHaveLength(2);

    await refused.find('button', 'Send this one anyway').click();
    await until(async () => billed(stage).length === 3, { what: 'this one to be asked for' });
    await untilOver(newest(stage.screen));
    const notice = stage.screen.text('50 % of a budget is spent');
    await notice.waitVisible();
    await stage.screen.find('button', 'OK').click();
    await notice.waitGone();
    await ask(stage.screen, 'say="Not this one."');
    await untilSays(newest(stage.screen), STOPPED);
    await untilOver(newest(stage.screen));
    expect(billed(stage)).toHaveLength(3);
  });

  it('is set from its key, changed and removed without a mouse, and no address names the key', async () => {
    const options = await stage.browser.open('options.html#/keys');
    await options.find('link', 'Set a budget').waitVisible();
    await toFirst(options, 'Keys');
    await tabTo(options, { name: 'Search services and keys' });
    await options.type('OpenRouter');
    await tabTo(options, { name: 'Set a budget', about: 'Mine' });
    await options.press('Enter');
    await untilAt(options, { name: 'For' });
    expect(await options.field('For').value()).toContain(stage.keyId);
    expect(await options.url()).toMatch(/options\.html#\/usage$/);
    await tabTo(options, { name: 'At most, in dollars' });
    await options.type('5');
    await options.press('Enter');
    await options.find('dialog').waitGone();
    await untilAt(options, { name: 'Add budget' });
    const each = (limit: string) => `the budget: OpenRouter: Mine, each month, ${limit}`;
    await options.find('button', `Edit ${each('$5.00')}`).waitVisible();
    await tabTo(options, { name: `Edit ${each('$5.00')}` });
    await options.press('Enter');
    await untilAt(options, { name: 'For' });
    await tabTo(options, { name: 'At most, in dollars' });
    await options.press('Control+a');
    await options.type('3');
    await options.press('Enter');
    await untilAt(options, { name: `Edit ${each('$3.00')}` });
    await toFirst(options, 'Keys');
    await options.press('Enter');
    await options.find('link', 'Budget: $3.00 each month').waitVisible();
    await tabTo(options, { name: 'Budget: $3.00 each month', about: 'Mine' });
    await options.press('Enter');
    await untilAt(options, { name: `Edit ${each('$3.00')}` });
    await tabTo(options, { name: `Remove ${each('$3.00')}` });
    await options.press('Enter');
    await options.text('No budgets yet').waitVisible();
    await untilAt(options, { name: 'Add budget' });
    await options.close();
  });
});
