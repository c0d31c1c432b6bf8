/** Without a network: nothing is sent and nothing is lost, and what was on its way is never asked for again by itself. */
import { describe, expect, it } from 'vitest';
import { makingWordsFor } from '../../components/studio/problems';
import { bothBrowsers } from '../harness/browser';
import { setOffline } from '../harness/offline';
import { billed, generate, newest, setStage, untilOver, untilSays, wholeAnswer, wordsIn } from './jobs-stage';

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('before sending: it waits, says why, and goes on when the network is back', async () => {
    const { screen, browser } = stage;
    await setOffline(browser, true);
    await generate(screen, 'pieces=5 kumquat');
    await untilSays(newest(screen), makingWordsFor({ code: 'offline' }).what);
    await newest(screen).find('progressbar').waitVisible();
    expect(stage.server.heard.filter(({ method }) => method === 'POST')).toEqual([]);
    await setOffline(browser, false);
    await untilSays(newest(screen), wholeAnswer(5));
    await untilOver(newest(screen));
    expect(billed(stage)).toHaveLength(1);
  });

  it('in the middle: what came is kept, what it cost is not known, and nobody asks again', async () => {
    const { screen, browser } = stage;
    // What is on its way already lives on for a while, as with a cable: until the other side is out of reach.
    await generate(screen, 'pieces=300 every=50 drop@40 kumquat');
    await untilSays(newest(screen), 'word20 ');
    await setOffline(browser, true);
    await newest(screen).find('alert').waitVisible();
    const said = await newest(screen).find('alert').content();
    expect(said).toContain(makingWordsFor({ code: 'stream-cut' }).what);
    expect(said).not.toContain('Nothing was sent');
    await untilSays(newest(screen), 'It may have been charged.');
    await setOffline(browser, false);
    await untilOver(newest(screen));
    const kept = wordsIn(await newest(screen).content());
    expect(kept).toBeGreaterThanOrEqual(15);
    await untilSays(newest(screen), wholeAnswer(kept));
    await newest(screen).find('button', 'Continue').waitVisible();
    expect(billed(stage)).toHaveLength(1);
  });
});
