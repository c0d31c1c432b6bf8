/** What a model may write to harm its reader: it is shown as the letters it is made of, and nothing is asked for it. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { generate, newest, setStage, untilOver, untilSays, wholeAnswer } from './jobs-stage';

const ESCAPE = '\u001b';
const OVERRIDE = '\u202e';
const ZALGO = `z${'\u0334\u0321\u0360\u0301'.repeat(200)}algo`;
/** A host that nobody plays: whoever asks it for something breaks the test. */
const TRAP = 'trap.example';

const HOSTILE = [
  `<img src=https://${TRAP}/a.png onerror=globalThis.caught=1>`,
  '<script>globalThis.caught=1</script>',
  `<iframe src=https://${TRAP}/b></iframe><style>*{display:none}</style>`,
  '[press me](javascript:globalThis.caught=1)',
  '<a href=javascript:globalThis.caught=1>press me too</a>',
  `![a picture](https://${TRAP}/c.png)`,
  `[data](data:text/html,<script>1</script>) and [good](https://${TRAP}/d)`,
  `${ESCAPE}[31mred${ESCAPE}[0m and ${OVERRIDE}gnp.exe`,
  ZALGO,
  'the end',
];

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('markup, scripts, links and characters that turn others around stay letters', async () => {
    const { screen } = stage;
    await generate(screen, `cut=9 say="${HOSTILE.join('\\n\\n')}"`);
    await untilOver(newest(screen));
    await untilSays(newest(screen), /the end.*\$0\.0/s);
    const found = await lookAt(screen);
    expect(found.elements).toEqual([]);
    expect(found.links.filter((href) => !href.startsWith('https://'))).toEqual([]);
    expect(found.caught).toBe(false);
    expect(found.text).not.toContain(ESCAPE);
    expect(found.text).not.toContain(OVERRIDE);
    expect(found.text).toContain('onerror=globalThis.caught=1');
    const { hosts } = stage.server;
    expect(stage.server.heard.filter(({ host }) => !hosts.includes(host))).toEqual([]);
    stage.server.assertClean();
  });

  it('a line of a million letters ends, and the page can be used after it', async () => {
    const { screen } = stage;
    await generate(screen, 'long=1000000');
    await untilOver(newest(screen));
    const shown = async () => /x{9,}/.exec(await newest(screen).content())?.[0].length ?? 0;
    // The rest on request: a page that lays out a million letters unasked stands still.
    const rest = newest(screen).find('button', /^Show the other/);
    await rest.waitVisible();
    expect(await shown()).toBe(200_000);
    await rest.click();
    await until(async () => (await shown()) === 1_000_000, { what: 'all of it', withinMs: 100_000 });
    await generate(screen, 'pieces=5');
    await untilSays(newest(screen), wholeAnswer(5));
  });
});

const lookAt = (screen: Screen) =>
  screen.evaluate(() => {
    const list = document.querySelector('[aria-label="Results"]');
    const all = (selector: string) => [...(list?.querySelectorAll(selector) ?? [])];
    return {
      elements: all('script, style, link, iframe, object, embed, form, img, video, audio, base, meta').map(
        (element) => element.outerHTML.slice(0, 200),
      ),
      links: all('a').map((link) => (link as HTMLAnchorElement).href),
      text: list?.textContent ?? '',
      caught: 'caught' in globalThis,
    };
  });
