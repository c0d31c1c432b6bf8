/** Many models that wait for their turn, and one that is done when nobody looks. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { alterBuild } from '../harness/altered';
import { type Browser, bothBrowsers } from '../harness/browser';
import type { Chromium } from '../harness/chromium';
import { mustAsk } from '../harness/messages';
import type { Screen } from '../harness/screen';
import { rules } from '../harness/stand-ins/tripo/account';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { until } from '../harness/until';
import { jobRows, untilOver } from './jobs-stage';
import { creations, generate, itemAt, openAt3d, results, setStage } from './models-stage';

const MODEL = 'v3.1-20260211';
/** So many of one kind its provider works on at once. */
const LANE = 10;
const WAITING = 200;
const asUsual = { queuedMs: rules.queuedMs, runningMs: rules.runningMs };

afterEach(() => Object.assign(rules, asUsual));

function wish(screen: Screen, at: number): Promise<unknown> {
  const id = newId();
  const order = {
    id,
    make: 'model3d',
    provider: 'tripo',
    model: MODEL,
    prompt: `owl ${at}`,
    files: [],
    chosen: {},
  };
  return mustAsk(screen, 'jobs/start', { ...order, conversation: id, parent: null });
}

interface Notices {
  readonly notifications: {
    getAll(): Promise<Record<string, unknown>>;
    readonly onClicked: { dispatch(id: string): void };
  };
}

/** As the browser does when somebody presses it. */
async function pressNotice(browser: Browser, id: string): Promise<void> {
  const [worker] = (browser as Chromium).context.serviceWorkers();
  if (!worker) throw new Error('no worker to tell');
  await worker.evaluate(
    (pressed) =>
      (globalThis as unknown as { chrome: Notices }).chrome.notifications.onClicked.dispatch(pressed),
    id,
  );
}

/** As the browser itself counts them, asked in the background: a page of ours would be one that is open. */
async function noticesOf(browser: Browser): Promise<readonly string[]> {
  const [worker] = (browser as Chromium).context.serviceWorkers();
  if (!worker) return [];
  return worker.evaluate(async () => {
    const { notifications } = (globalThis as unknown as { chrome: Notices }).chrome;
    return Object.keys(await notifications.getAll());
  });
}

/** Each test's key is a new one, and to its provider's stand-in an account that does nothing yet. */
beforeEach(() => forgetTasks());
afterEach(() => Object.assign(rules, asUsual));

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('two hundred wait, ten are worked on, and the popup draws a few and listens', async () => {
    Object.assign(rules, { runningMs: 600_000 });
    for (let at = 0; at < WAITING; at += LANE)
      await Promise.all(Array.from({ length: LANE }, (_, next) => wish(stage.screen, at + next)));
    await until(async () => creations(stage).length === LANE, { what: 'ten to be worked on' });
    const popup = await openAt3d(stage, 'popup.html');
    const newest = itemAt(popup, 0);
    await newest.find('button', 'Stop').waitVisible();
    const drawn = await results(popup).find('listitem').count();
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(60);
    expect(await jobRows(popup)).toHaveLength(WAITING);
    await popup.field('Prompt').fill('one more, please');
    await popup.find('tab', 'Chat').click();
    await popup.find('tab', '3D').click();
    expect(await popup.field('Prompt').value()).toBe('one more, please');
    // The newest has not been begun: nothing of it is paid.
    await newest.find('button', 'Stop').click();
    await untilOver(newest);
    await stage.browser.killWorker();
    await mustAsk(popup, 'jobs/watch');
    expect((await jobRows(popup)).filter(({ open }) => open === 1)).toHaveLength(WAITING - 1);
    expect(creations(stage)).toHaveLength(LANE);
    await popup.close();
  });
});

/** The question itself is the browser's own, and no driver can answer it. Firefox's list of messages nobody can read from outside. */
describe('chromium that may notify', () => {
  const altered = alterBuild('chromium').manifest(({ permissions, optional_permissions, ...rest }) => ({
    ...rest,
    permissions: [permissions, optional_permissions].flat(),
  }));
  afterAll(() => altered.clear());
  const stage = setStage('chromium', { extension: altered.folder });

  it('says once that a model is ready when no page of ours is open, and nothing of what it is', async () => {
    Object.assign(rules, { runningMs: 4_000 });
    await generate(stage.screen, 'a very private owl');
    await until(async () => creations(stage).length === 1, { what: 'it to be begun' });
    // Some page must stay, or the vault locks with the last window.
    const elsewhere = await stage.browser.open('about:blank');
    await stage.screen.close();
    const [told, ...others] = await until(
      async () => {
        const notices = await noticesOf(stage.browser);
        return notices.length > 0 && notices;
      },
      // By alarms alone, which a browser rings twice a minute at most.
      { what: 'a notification', withinMs: 100_000 },
    );
    expect(others).toEqual([]);
    expect(told).toMatch(/^result model3d [0-9a-f]{32}$/);
    stage.screen = elsewhere;
    await pressNotice(stage.browser, told ?? '');
    const { context } = stage.browser as Chromium;
    const shown = await until(
      async () => context.pages().find((page) => page.url().includes('sidepanel.html')),
      {
        what: 'the result to be opened',
      },
    );
    await shown.getByRole('listitem').filter({ hasText: 'a very private owl' }).waitFor();
    expect(shown.url()).not.toContain(told?.split(' ').at(-1) ?? '');
    await shown.close();
  });
});
