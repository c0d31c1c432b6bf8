/** The part of the tour that makes models: from words, from a picture, and on from there. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { png } from '../harness/picture-bytes';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';

export type Timed = <T>(step: string, work: () => Promise<T>) => Promise<T>;
export type Snap = (name: string) => Promise<void>;

export async function makeModels(screen: Screen, folder: string, timed: Timed, snap: Snap): Promise<void> {
  const results = screen.find('list', 'Results');
  const says = (words: string) =>
    until(async () => (await results.content()).includes(words), { what: words, withinMs: 60_000 });
  /**
   * What just ended still moves under the pointer: its picture and its own buttons come a moment later. Until then the
   * first such button is another model's, whose form stays open below.
   */
  const unfold = (step: string) =>
    until(
      async () => {
        const button = results.find('button', step).nth(0);
        if ((await button.attribute('aria-expanded')) === 'true') return true;
        await button.click();
        return false;
      },
      { what: `the form of “${step}”`, withinMs: 60_000 },
    );
  await screen.find('tab', '3D').click();
  await until(async () => (await screen.find('combobox', 'Model').value()) !== '', { what: 'a first model' });
  await timed('Make a model', async () => {
    await screen.field('Prompt').fill('a small clay owl');
    await screen.find('button', 'Generate').click();
    await says('20 credits ($0.20)');
  });
  await snap('model');
  const picture = join(folder, 'owl.png');
  writeFileSync(picture, png(4, { width: 96, height: 96 }));
  await timed('Make a model from a picture', async () => {
    await screen.field('Picture').attach(picture);
    await screen.find('img', 'Front view').waitVisible();
    await screen.find('button', 'Generate').click();
    await says('30 credits ($0.30)');
  });
  await timed('Give it a skeleton', async () => {
    await unfold('Skeleton check');
    await screen.find('button', 'Check for a skeleton').nth(0).click();
    await screen.find('button', 'Give it a skeleton').waitVisible();
    await screen.find('button', 'Give it a skeleton').click();
    await says('25 credits ($0.25)');
  });
  await timed('Convert it', async () => {
    await unfold('Other format');
    await screen.find('combobox', 'Format').nth(0).choose('FBX');
    await screen.find('button', 'Convert').nth(0).click();
    await says('5 credits ($0.05)');
  });
  await snap('model-family');
}
