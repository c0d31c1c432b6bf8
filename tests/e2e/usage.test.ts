/** What was spent: the page's sums against the bill of those who were paid, its tables, its file, by mouse and by keys. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { mustAsk } from '../harness/messages';
import { plantKey } from '../harness/planted';
import type { Screen } from '../harness/screen';
import { spentBy } from '../harness/stand-ins/openrouter/generations';
import type { Heard } from '../harness/stand-ins/shape';
import { booksOf } from '../harness/stand-ins/tripo/account';
import { until } from '../harness/until';
import { tabTo } from './focus';
import { generate, newest, type Stage, setStage, untilOver, untilSays } from './jobs-stage';

const USAGE = 'options.html#/usage';
const CREDIT_USD = 0.01;

/** What a service that counts for each key would put on the bill. */
function billOf(stage: Stage, apiKey: string): number {
  const call = stage.server.heard.find(({ headers }) => headers.authorization === `Bearer ${apiKey}`);
  if (!call) throw new Error('nothing was asked with this key');
  spentBy(call as Heard);
  return spentBy(call as Heard);
}

/** Both browsers pay with keys of one name, and the bill goes on. */
const before: Record<string, number> = {};
function anew(bill: string, sum: number): number {
  const added = sum - (before[bill] ?? 0);
  before[bill] = sum;
  return added;
}

/** The sum beside a name, as a number. */
const sumOf = async (screen: Screen, service: string): Promise<number> => {
  const text = await screen.evaluate(
    (name) =>
      [...document.querySelectorAll('ul[aria-label="By service"] > li')].find(
        (row) => row.firstChild?.textContent === name,
      )?.lastChild?.textContent ?? '',
    service,
  );
  return Number(text.replace('$', ''));
};

/** Presses the button as a person does, and reads the file that the browser would have been given. */
async function csvOf(screen: Screen): Promise<{ readonly name: string; readonly text: string }> {
  await screen.evaluate(() => {
    const kept = globalThis as { csv?: { name: string; text: string } };
    delete kept.csv;
    HTMLAnchorElement.prototype.click = function click() {
      void fetch(this.href)
        .then((file) => file.text())
        .then((text) => {
          kept.csv = { name: this.download, text };
        });
    };
  });
  await screen.find('button', 'Export CSV').click();
  return until(
    async () =>
      (await screen.evaluate(
        () => (globalThis as { csv?: { readonly name: string; readonly text: string } }).csv ?? null,
      )) ?? undefined,
    { what: 'the file' },
  );
}

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);
  let key: string;

  /** Two kinds of things at one service, a third at another. */
  const makeThings = async () => {
    const { browser, server, screen } = stage;
    const fields = server.credential('tripo');
    key = String(fields.apiKey);
    const own = await browser.open(USAGE);
    await plantKey(own, 'tripo', fields, 'Clay');
    await mustAsk(screen, 'models/refresh', { provider: 'tripo', make: 'model3d', isForced: true });
    await generate(screen, 'pieces=12');
    await untilOver(newest(screen));
    await screen.find('tab', 'Image').click();
    await generate(screen, 'a small fox');
    await untilSays(newest(screen), /\$0\.\d+/);
    await untilOver(newest(screen));
    await screen.find('tab', '3D').click();
    await until(async () => (await screen.find('combobox', 'Model').value()) !== '', { what: 'a model' });
    await generate(screen, 'a small clay owl');
    await newest(screen).find('link', 'Download').waitVisible(60_000);
    return own;
  };

  it('its sums are what was billed, in words, in the table and in the file, and move while one looks', async () => {
    const own = await makeThings();
    const { screen, server } = stage;
    const [paying] = server.heard.filter(({ host, isBilled }) => isBilled && host === 'openrouter.ai');
    const apiKey = String(paying?.headers.authorization).replace('Bearer ', '');
    await untilSays(own, '3 calls');
    const told = anew('told', billOf(stage, apiKey));
    const credits = anew('credits', booksOf(key).taken * CREDIT_USD);
    expect(told).toBeGreaterThan(0.01);
    expect(credits).toBeGreaterThan(0.01);
    await until(async () => Math.abs((await sumOf(own, 'OpenRouter')) - told) < 0.0001, {
      what: `${told} at OpenRouter`,
    });
    expect(await sumOf(own, 'Tripo')).toBeCloseTo(credits, 4);
    // The popup's own line, which came last.
    const month = await screen.find('link', /This month/).content();
    expect(Number(/\$([\d.]+)/.exec(month)?.[1])).toBeCloseTo(told + credits, 2);

    const { name: file, text } = await csvOf(own);
    expect(file).toMatch(/^firekeep-usage-\d{4}-\d\d-\d\d\.csv$/);
    const lines = text.trim().split('\r\n').slice(1);
    expect(lines).toHaveLength(3);
    const inFile = lines.map((line) => Number(line.split(',')[6])).reduce((sum, usd) => sum + usd, 0);
    expect(inFile).toBeCloseTo(told + credits, 6);

    await screen.find('tab', 'Chat').click();
    await generate(screen, 'pieces=3');
    await untilOver(newest(screen));
    await untilSays(own, '4 calls');
    anew('told', billOf(stage, apiKey));
    await own.field('Period').choose('Last month');
    await own.text('Nothing was paid for in this period').waitVisible();
    await own.reload();
    await untilSays(own, '4 calls');
    await byKeys(own);
    await own.close();
    await stage.browser.assertQuiet();
  });
});

/** The chart is a picture: who cannot see or point at it has the same in a table. */
async function byKeys(screen: Screen): Promise<void> {
  await screen.find('img', /split by service/).waitVisible();
  await tabTo(screen, { name: 'Period' });
  await tabTo(screen, { name: 'Export CSV' });
  await tabTo(screen, { name: 'Service' });
  await screen.press('ArrowRight');
  await screen.find('table', 'Cost by key').waitVisible();
  await tabTo(screen, { name: 'Figures by day' });
  await screen.press('Enter');
  await screen.find('table', 'Figures by day').waitVisible();
  expect(await screen.find('table', 'Figures by day').find('columnheader', 'Clay').count()).toBe(1);
}
