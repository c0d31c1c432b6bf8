/** `npm run torture`: what was spent is as quick to look at with a hundred thousand entries as with ten. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import type { Entry } from '../../lib/usage/record';
import { setStage } from '../e2e/stage';
import { bothBrowsers } from '../harness/browser';
import { createVault } from '../harness/journey';
import { plantEntries } from '../harness/planted-ledger';
import { type Stalls, stallIn } from './stalls';

/** A page that does not look at the ledger. */
const ELSEWHERE = 'options.html#/security';
const MANY = 100_000;
const DAYS = 400;
const DAY_MS = 24 * 60 * 60_000;
const MAKES = ['text', 'image', 'model3d'] as const;
const PROVIDERS = ['openrouter', 'tripo', 'openai', 'anthropic'] as const;

const entryOf = (number: number): Entry => ({
  atMs: Date.now() - (DAYS - (number * DAYS) / MANY) * DAY_MS,
  jobId: newId(),
  provider: PROVIDERS[number % PROVIDERS.length] ?? 'openrouter',
  keyId: `${number % 6}`.repeat(32),
  model: `acme/model-${number % 12}`,
  make: MAKES[number % MAKES.length] ?? 'text',
  usd: `0.0${number % 97}1`,
  how: number % 5 === 0 ? 'about' : 'told',
  input: number,
  output: number * 2,
});

const expectCalm = ({ least, mostMs, all }: Stalls) =>
  expect(least, all.join('; ')).toBeLessThanOrEqual(mostMs);

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  beforeAll(async () => {
    await createVault(stage.screen);
    await plantEntries(
      stage.screen,
      Array.from({ length: MANY }, (_, number) => entryOf(number)),
    );
  }, 600_000);

  const arriveElsewhere = async () => {
    await stage.screen.goto(ELSEWHERE);
    await stage.screen.reload();
    await stage.screen.find('heading', 'Security').waitVisible();
  };

  it('adds them up for the first time without a stall', async () => {
    const { screen } = stage;
    const calm = await stallIn(screen, name, goToUsage, async () => {
      await arriveElsewhere();
      await screen.evaluate(clearSums);
    });
    expectCalm(calm);
    await screen.find('combobox', 'Period').choose('All time');
    await screen.text('100,000 calls').nth(0).waitVisible();
  });

  it('shows what was added up before, and every period and split of it, without a stall', async () => {
    const { screen } = stage;
    expectCalm(await stallIn(screen, name, goToUsage, arriveElsewhere));
    expectCalm(await stallIn(screen, name, changePeriods));
    expectCalm(await stallIn(screen, name, changeSplits));
  });
});

/** From another page to this one, until its chart is drawn. */
async function goToUsage(): Promise<void> {
  location.hash = '#/usage';
  while (document.querySelector('.uplot canvas') === null)
    await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Through all of them and back. */
async function changePeriods(): Promise<void> {
  const select = [...document.querySelectorAll('select')].find(({ labels }) =>
    [...(labels ?? [])].some(({ textContent }) => textContent === 'Period'),
  );
  if (!select) throw new Error('There is no choice of a period.');
  const total = () =>
    [...document.querySelectorAll('section')].find(
      (section) => section.querySelector('h2')?.textContent === 'Total',
    )?.textContent;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (const period of ['all', 'year', '90', '7', 'all', 'month']) {
    const before = total();
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, period);
    select.dispatchEvent(new Event('change', { bubbles: true }));
    while (total() === undefined || total() === before) await frame();
    // The chart comes behind the words.
    for (let frames = 0; frames < 10; frames += 1) await frame();
  }
}

/** By day, key, model and kind, and by service again. */
async function changeSplits(): Promise<void> {
  const frames = async (count: number) => {
    for (let frame = 0; frame < count; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  for (const split of ['day', 'key', 'model', 'make', 'service']) {
    document.querySelector<HTMLInputElement>(`input[type=radio][value=${split}]`)?.click();
    await frames(10);
  }
}

/** As if nobody had ever added them up. */
function clearSums(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('firekeep');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const clearing = db.transaction('sums', 'readwrite');
      clearing.objectStore('sums').clear();
      clearing.oncomplete = () => {
        db.close();
        resolve();
      };
      clearing.onabort = () => reject(clearing.error);
    };
  });
}
