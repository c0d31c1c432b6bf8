/** A browser with an open vault and the Keys page, for the tests of that page. One for each browser and file. */
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { BrowserName } from '../harness/browser';
import { cardOf, createVault } from '../harness/journey';
import type { Found, Screen } from '../harness/screen';
import { allStandIns } from '../harness/stand-ins/all';
import { type Heard, type StandIn, say } from '../harness/stand-ins/shape';
import { until } from '../harness/until';
import { KEYS, type Stage, setStage as setUp } from './stage';

export type { Stage };

/** Filled in before the first test; a test may put another browser or page into it. */
export function setStage(name: BrowserName, standIns: readonly StandIn[] = allStandIns): Stage {
  const stage = setUp(name, undefined, { standIns });
  beforeAll(() => createVault(stage.screen));
  // Not before its picture was taken: a dialog that a failed test left open is closed for the next one.
  let isUnwell = false;
  afterEach(({ task }) => {
    isUnwell = task.result?.state === 'fail';
  });
  beforeEach(async () => {
    if (isUnwell) await stage.screen.reload();
  });
  return stage;
}

/** A further page of the same browser. */
export const openKeys = ({ browser }: Stage): Promise<Screen> => browser.open(KEYS);

/** Their own list: a card has others, of what the service is good for. */
const rowsOf = (screen: Screen, provider: string): Found =>
  cardOf(screen, provider).find('list', `${provider} keys`).find('listitem');

export const savedKeys = (screen: Screen, provider: string): Promise<number> =>
  rowsOf(screen, provider).count();

export const untilSaved = (screen: Screen, provider: string, wanted: number): Promise<unknown> =>
  until(async () => (await savedKeys(screen, provider)) === wanted, {
    what: `${wanted} keys of ${provider}`,
  });

/** The row of one key, once it is there. */
export async function keyNamed(screen: Screen, provider: string, name: string): Promise<Found> {
  const rows = rowsOf(screen, provider);
  const { at } = await until(
    async () => {
      const count = await rows.count();
      for (let index = 0; index < count; index += 1)
        if ((await rows.nth(index).content()).startsWith(name)) return { at: index };
      return undefined;
    },
    { what: `the key ${name}` },
  );
  return rows.nth(at);
}

/** Waits for words anywhere in an element, whatever stands around them. */
export const untilSays = (found: Found | Screen, words: string | RegExp): Promise<unknown> =>
  until(async () => new RegExp(words).test(await found.content()), { what: `the words ${words}` });

/** Puts a text where the keyboard is, by way of the clipboard, as a person does. */
export async function pasteInto(field: Found, text: string, scratch: Found): Promise<void> {
  await scratch.fill(text);
  await scratch.press('Control+a');
  await scratch.press('Control+x');
  await field.press('Control+v');
}

/** OpenRouter with one more key, whose answers the test changes: as when a key is revoked some day. */
export function changeable() {
  const openrouter = allStandIns.find(({ id }) => id === 'openrouter');
  if (!openrouter) throw new Error('no stand-in');
  let now = 'good';
  const answerAs = (path: string) => (heard: Heard) => {
    const answering = openrouter.cases.find(({ name }) => name === now)?.answers[path];
    return answering ? say(answering, heard) : { status: 503, body: 'out of order' };
  };
  const fields = openrouter.another(1_000_000);
  const paths = ['GET /api/v1/key', 'GET /api/v1/credits'];
  const changing = {
    name: 'changing',
    fields,
    answers: Object.fromEntries(paths.map((path) => [path, answerAs(path)])),
    expect: { verdict: 'works' as const },
  };
  const standIns = allStandIns.map((standIn) =>
    standIn === openrouter ? { ...standIn, cases: [...standIn.cases, changing] } : standIn,
  );
  return {
    fields,
    standIns,
    become: (name: string) => {
      now = name;
    },
  };
}

export function caseOf(provider: string, name: string) {
  const found = allStandIns.find(({ id }) => id === provider)?.cases.find((row) => row.name === name);
  if (!found) throw new Error(`${provider} has no case ${name}`);
  return found;
}
