/** A browser with an open vault, a key of OpenRouter and its lists of models: for the tests of what is made with them. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Browser, type BrowserName, type Launch, launch } from '../harness/browser';
import { mustAsk } from '../harness/messages';
import { pictureFailures } from '../harness/pictures';
import { plantKey, plantVault } from '../harness/planted';
import { readRows } from '../harness/rows';
import type { Found, Screen } from '../harness/screen';
import { type Recorded, type Server, startServer } from '../harness/server';
import { until } from '../harness/until';

export const POPUP = 'popup.html';
export const PANEL = 'sidepanel.html';
/** A page of the extension in which none of its programs runs. */
export const NOTHING = 'icon.svg';

export interface Stage {
  server: Server;
  browser: Browser;
  /** The popup. */
  screen: Screen;
  keyId: string;
}

/** Everything anew before each test, and what a test leaves behind goes with its vault. */
export function setStage(name: BrowserName, options: Omit<Launch, 'server'> = {}): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.server = await startServer();
    stage.browser = await launch(name, { ...options, server: stage.server });
  });
  beforeEach(async () => {
    await begin(stage);
    return () => stage.screen.close().catch(() => undefined);
  });
  afterAll(async () => {
    await stage.browser.close();
    stage.server.assertClean();
    await stage.server.close();
  });
  pictureFailures(() => stage.browser);
  return stage;
}

/** A new vault, ready to make things. */
export async function begin(stage: Stage): Promise<void> {
  const options = await stage.browser.open('options.html#/keys');
  await plantVault(options);
  stage.keyId = await plantKey(options, 'openrouter', stage.server.credential('openrouter'), 'Mine');
  stage.screen = await stage.browser.open(POPUP);
  await options.close();
  for (const make of ['text', 'image'])
    await mustAsk(stage.screen, 'models/refresh', { provider: 'openrouter', make, isForced: true });
  await stage.screen.find('combobox', 'Model').waitVisible();
  stage.server.forget();
}

export async function generate(screen: Screen, prompt: string): Promise<void> {
  await screen.field('Prompt').fill(prompt);
  await screen.find('button', 'Generate').click();
}

/** The newest result. */
export const newest = (screen: Screen): Found => screen.find('list', 'Results').find('listitem').nth(0);

/** Waits for words anywhere in an element, whatever stands around them. */
export const untilSays = (found: Found | Screen, words: string | RegExp, withinMs?: number) =>
  until(
    async () => {
      const content = await found.content();
      return typeof words === 'string' ? content.includes(words) : words.test(content);
    },
    { what: `the words ${words}`, withinMs },
  );

/** How much of a stream of numbered words is shown. */
export const wordsIn = (content: string): number => [...content.matchAll(/word\d+/g)].length;

/** Each numbered word once and in order: a part is missing nowhere. */
export const wholeAnswer = (count: number): string =>
  Array.from({ length: count }, (_, at) => `word${at + 1}`).join(' ');

/** Nothing moves any more. */
export const untilOver = (result: Found, withinMs?: number) =>
  until(async () => (await result.find('progressbar').count()) === 0 && (await result.count()) === 1, {
    what: 'the result to be over',
    withinMs,
  });

/** What the service would write on the bill. */
export const billed = ({ server }: Stage): Recorded[] => server.heard.filter(({ isBilled }) => isBilled);

/** The request with this in its prompt. */
export const requestFor = ({ server }: Stage, words: string): Promise<Recorded> =>
  server.hears(({ method, body }) => method === 'POST' && body.includes(words));

/** The service has nothing more to say, or nobody listens to it any more. */
export const untilEnded = (request: Recorded, withinMs?: number) =>
  until(async () => request.endedAtMs !== undefined, { what: 'the answer to end', withinMs });

interface JobRow {
  readonly id: string;
  readonly rev: number;
  readonly open?: 1;
}

/** Rows of jobs, as anybody with the disk sees them. */
export async function jobRows(screen: Screen): Promise<readonly JobRow[]> {
  const rows = (await readRows(screen)) as unknown as { readonly jobs?: readonly JobRow[] } | undefined;
  return rows?.jobs ?? [];
}

/** Waits without a look at the program: what was asked for is over, and stands in the books. */
export const untilBooked = (screen: Screen, withinMs?: number) =>
  until(async () => ((await readRows(screen))?.ledger.length ?? 0) > 0, {
    what: 'the answer to end with no page open',
    withinMs,
  });
