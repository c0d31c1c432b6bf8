/** Workers that die at any moment of an answer: nothing is asked for twice, nothing that arrived is lost, nothing hangs. */
import { makingWordsFor } from '../../components/studio/problems';
import {
  billed,
  generate,
  jobRows,
  newest,
  POPUP,
  type Stage,
  untilOver,
  wholeAnswer,
  wordsIn,
} from '../e2e/jobs-stage';
import { mustAsk } from '../harness/messages';
import { until } from '../harness/until';
import type { Chance } from './chance';

const PIECES = 30;
const EVERY_MS = 50;
/** From before the row is written to a little after the end. */
const SPAN_MS = PIECES * EVERY_MS + 700;
/** What may arrive between two savings, when the machine is busy. */
const UNSAVED = 20;
/** Nobody comes by: then the alarm does, after half a minute. */
const ALARM_MS = 75_000;

/** What a person does after the background died: opens the popup anew, does something in it, or nothing at all. */
export type After = 'anew' | 'acts' | 'waits';
export type Found = 'never begun' | 'whole' | 'interrupted' | 'uncertain';

export async function interrupt(stage: Stage, chance: Chance, after: After): Promise<Found> {
  const prompt = `pieces=${PIECES} every=${EVERY_MS} round=${chance.word()}`;
  const rows = (await jobRows(stage.screen)).length;
  const sent = () => stage.server.heard.filter(({ body }) => body.includes(prompt)).length;
  await generate(stage.screen, prompt);
  await new Promise((resolve) => setTimeout(resolve, chance.share() * SPAN_MS));
  const shown = await shownOf(stage, prompt);
  await stage.browser.killWorker();
  await goOn(stage, after);
  if (after === 'anew' && (await jobRows(stage.screen)).length === rows) {
    if (sent() > 0) throw new Error('It was sent before it was written down.');
    return 'never begun';
  }
  await until(async () => (await newest(stage.screen).content()).startsWith(prompt), { what: prompt });
  await untilOver(newest(stage.screen), ALARM_MS);
  if (sent() > 1) throw new Error(`It was sent ${sent()} times.`);
  if (billed(stage).length !== stage.server.heard.filter(({ method }) => method === 'POST').length)
    throw new Error('The bill is not what was asked for.');
  return outcomeOf(stage, shown);
}

async function goOn(stage: Stage, after: After): Promise<void> {
  if (after === 'anew') {
    await stage.screen.close();
    stage.screen = await stage.browser.open(POPUP);
    await stage.screen.find('combobox', 'Model').waitVisible();
  }
  if (after !== 'waits') await mustAsk(stage.screen, 'vault/touch');
}

/** How much of the answer a person had seen. */
async function shownOf({ screen }: Stage, prompt: string): Promise<number> {
  const list = screen.find('list', 'Results');
  const content = (await list.count()) === 0 ? '' : await newest(screen).content();
  return content.startsWith(prompt) ? wordsIn(content) : 0;
}

async function outcomeOf({ screen }: Stage, shown: number): Promise<Found> {
  const result = newest(screen);
  const isAlert = async () => (await result.find('alert').count()) > 0;
  // The last words are painted a frame after the bar is gone.
  await until(async () => (await isAlert()) || wordsIn(await result.content()) === PIECES, {
    what: 'the whole answer, or why it is not',
  });
  const content = await result.content();
  const kept = wordsIn(content);
  if (!content.includes(wholeAnswer(kept))) throw new Error(`There are gaps in: ${content}`);
  if (kept === PIECES && !(await isAlert())) return 'whole';
  const said = await result.find('alert').content();
  if (!said.includes(makingWordsFor({ code: 'interrupted' }).what))
    throw new Error(`It says something else: ${said}`);
  await result.find('button', 'Ask again').waitVisible();
  if (kept < shown - UNSAVED) throw new Error(`${shown} words were seen, ${kept} are left.`);
  if (kept > 0) await result.find('button', 'Continue').waitVisible();
  return kept > 0 ? 'interrupted' : 'uncertain';
}
