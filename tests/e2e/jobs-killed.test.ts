/**
 * Deaths in the middle of an answer. At random moments: a short round of what `npm run torture` does for long;
 * `FIREKEEP_SEED` repeats it.
 */
import { describe, expect, it } from 'vitest';
import { makingWordsFor } from '../../components/studio/problems';
import { bothBrowsers } from '../harness/browser';
import { unlock } from '../harness/journey';
import { Chance, chosenSeed } from '../torture/chance';
import { type After, interrupt } from '../torture/interrupted';
import {
  billed,
  generate,
  newest,
  POPUP,
  setStage,
  untilOver,
  untilSays,
  wholeAnswer,
  wordsIn,
} from './jobs-stage';

const ROUNDS: readonly After[] = ['anew', 'acts', 'anew', 'waits'];

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('a background that dies at any moment of an answer asks for nothing twice and loses nothing', async () => {
    const chance = new Chance(chosenSeed(41));
    for (const [round, after] of ROUNDS.entries())
      await interrupt(stage, chance, after).catch((cause: unknown) => {
        throw new Error(`round ${round + 1} of ${chance.seed}, ${after}: ${cause}`, { cause });
      });
  }, 240_000);

  it('a browser that is killed starts locked, and has the part that had arrived', async () => {
    await generate(stage.screen, 'pieces=300 every=50');
    await untilSays(newest(stage.screen), 'word20 ');
    await stage.browser.kill();
    stage.browser = await stage.browser.relaunch();
    stage.screen = await stage.browser.open(POPUP);
    await stage.screen.find('heading', 'Unlock Firekeep').waitVisible();
    expect(await stage.screen.content()).not.toContain('word');
    await unlock(stage.screen);
    const result = newest(stage.screen);
    await untilSays(result, makingWordsFor({ code: 'interrupted' }).what);
    await untilOver(result);
    const kept = wordsIn(await result.content());
    expect(kept).toBeGreaterThan(5);
    await untilSays(result, wholeAnswer(kept));
    await result.find('button', 'Ask again').waitVisible();
    await result.find('button', 'Continue').waitVisible();
    expect(billed(stage)).toHaveLength(1);
  });

  it('what was interrupted goes on where it stopped, as a new request that somebody asked for', async () => {
    await generate(stage.screen, 'pieces=300 every=50');
    await untilSays(newest(stage.screen), 'word10 ');
    await stage.browser.killWorker();
    await stage.screen.reload();
    const result = newest(stage.screen);
    await result.find('button', 'Continue').waitVisible();
    const kept = wholeAnswer(wordsIn(await result.content()));
    await result.find('button', 'Continue').click();
    // The stand-in plays what the last of a person's words say: here, plain sentences.
    await untilSays(newest(stage.screen), 'This is an answer in plain words.');
    expect(billed(stage)).toHaveLength(2);
    const messages = (
      JSON.parse(billed(stage)[1]?.body ?? '{}') as { messages: { role: string; content: string }[] }
    ).messages;
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(kept).toContain('word1 ');
    expect(messages[1]?.content).toContain(kept);
  });
});
