/** Pictures, and tools that ask before they do something. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import { billed, generate, jobRows, newest, setStage, untilOver, untilSays } from './jobs-stage';

const TOOL = 'tool=generate_image({"prompt":"a_small_fox"}) say="Well then."';

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  const untilBilled = (count: number) =>
    until(async () => billed(stage).length === count, { what: `${count} paid requests` });

  it('a picture is made, shown, paid once, and downloaded under a name that tells nothing of it', async () => {
    const { screen } = stage;
    await screen.find('tab', 'Image').click();
    await generate(screen, 'a small fox');
    await untilOver(newest(screen));
    await untilPicture(screen);
    const download = newest(screen).find('link', 'Download');
    expect(await download.attribute('download')).toMatch(/^firekeep-\d{8}-\d{6}-1\.(png|jpg|webp)$/);
    expect(await download.attribute('href')).toMatch(/^blob:/);
    await untilSays(newest(screen), /\$0\.\d+/);
    expect(billed(stage)).toHaveLength(1);
    expect(await screen.field('Prompt').value()).toBe('');
    await screen.find('tab', 'Chat').click();
    await screen.text('Answers appear here, newest first.').waitVisible();
  });

  it('a tool that costs waits for a word, and is used once after it', async () => {
    const { screen } = stage;
    await switchOn(screen, 'Make pictures');
    await generate(screen, TOOL);
    await newest(screen).find('button', 'Allow').waitVisible();
    expect(billed(stage)).toHaveLength(1);
    await newest(screen).find('button', 'Allow').click();
    await untilBilled(3);
    await untilOver(newest(screen));
    await untilSays(newest(screen), /Well then\..*Well then\./s);
    expect(await jobRows(screen)).toHaveLength(2);
    await screen.find('tab', 'Image').click();
    await untilPicture(screen);
  });

  it('a tool that was not allowed does nothing, and the model is told', async () => {
    const { screen } = stage;
    await switchOn(screen, 'Make pictures');
    await generate(screen, TOOL);
    await newest(screen).find('button', 'Don’t allow').click();
    await untilBilled(2);
    await untilOver(newest(screen));
    expect(billed(stage).map(({ path }) => path)).toEqual(Array(2).fill('/api/v1/chat/completions'));
    expect(billed(stage)[1]?.body).toContain('The person did not allow this.');
    expect(await jobRows(screen)).toHaveLength(1);
  });

  it('a tool that needs no word is used, and its result is in the answer’s own words', async () => {
    const { screen } = stage;
    await switchOn(screen, 'Calculator and date');
    await generate(screen, 'tool=calculate({"expression":"6*7"}) say="Quite so."');
    await untilBilled(2);
    await untilOver(newest(screen));
    const messages = JSON.parse(billed(stage)[1]?.body ?? '{}') as { messages: { role: string }[] };
    expect(messages.messages.at(-1)).toMatchObject({ role: 'tool', content: '42' });
  });
});

async function switchOn(screen: Screen, tool: string): Promise<void> {
  await screen.find('button', 'Options').click();
  await screen.find('checkbox', tool).click();
  await until(() => screen.find('checkbox', tool).isChecked(), { what: `${tool} to be switched on` });
}

/** Decoded, not only there. */
const untilPicture = (screen: Screen) =>
  until(
    () =>
      screen.evaluate(
        () => (document.querySelector<HTMLImageElement>('[aria-label="Results"] img')?.naturalWidth ?? 0) > 0,
      ),
    { what: 'the picture to be shown' },
  );
