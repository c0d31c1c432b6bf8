/**
 * Everything that OpenRouter refuses with, as a person meets it: the sentence that names the cause, what had arrived,
 * and a bill on which stands what was asked for and nothing else.
 */
import { describe, expect, it } from 'vitest';
import { makingCodes, makingWordsFor } from '../../components/studio/problems';
import { bothBrowsers } from '../harness/browser';
import type { Found, Screen } from '../harness/screen';
import { textErrors } from '../harness/stand-ins/openrouter/text';
import { until } from '../harness/until';
import { billed, generate, newest, setStage, untilOver, untilSays, wholeAnswer } from './jobs-stage';

/** What each one means to a person. */
const CAUSES: Readonly<Record<string, string>> = {
  'bad-request': 'bad-request',
  zod: 'bad-request',
  'not-a-model': 'model-gone',
  unsupported: 'not-supported',
  blocked: 'bad-request',
  'wrong-key': 'key-rejected',
  'never-bought': 'no-credit',
  'no-credit': 'no-credit',
  'in-flight': 'in-flight',
  'one-dollar': 'key-limit',
  'key-limit': 'key-limit',
  budget: 'key-limit',
  flagged: 'moderated',
  guardrail: 'not-allowed',
  'no-endpoints': 'not-supported',
  'data-policy': 'data-policy',
  timeout: 'provider-slow',
  'too-large': 'too-long',
  upstream: 'rate-limited',
  daily: 'daily-limit',
  server: 'provider-failed',
  failed: 'provider-failed',
  proxy: 'provider-failed',
  unavailable: 'provider-busy',
  slow: 'provider-slow',
  overloaded: 'provider-busy',
  'mandatory-reasoning': 'bad-request',
  'context-length': 'too-long',
};
/** With less asked for it is answered: that is another test. */
const ANSWERED = 'too-expensive';
/** Those are tried again by themselves for a while. */
const REPEATED = ['in-flight', 'upstream', 'unavailable'];

/** An error inside an answer says what it says by its code alone. */
const INSIDE: Readonly<Record<string, string>> = {
  server: 'provider-failed',
  upstream: 'rate-limited',
  overloaded: 'provider-busy',
  slow: 'provider-slow',
  'no-credit': 'no-credit',
};

const sentenceOf = (code: string | undefined): string => {
  if (!code || !makingCodes.includes(code)) throw new Error(`no sentence for ${code}`);
  return makingWordsFor({ code }).what;
};

const names = Object.keys(textErrors).filter((name) => name !== ANSWERED);

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);
  // The other browser takes the same sentences from the same rows: a sample of its network is enough.
  const sample = name === 'chromium' ? names : ['wrong-key', 'key-limit', 'proxy', 'server', 'flagged'];

  it('every refusal ends in an alert that names its cause, and costs nothing', async () => {
    const { screen } = stage;
    for (const error of sample.filter((one) => !REPEATED.includes(one))) {
      await askAnew(screen, `error=${error}`);
      await untilOver(newest(screen));
      await expectAlert(newest(screen), sentenceOf(CAUSES[error]));
    }
    expect(billed(stage)).toEqual([]);
  });

  // Many at once, and the half minute that they are tried again: in one browser.
  if (name === 'chromium')
    it('what provably never ran is tried again in sight, and then said', async () => {
      const { screen } = stage;
      for (const error of REPEATED) {
        await askAnew(screen, `error=${error}`);
        await untilSays(newest(screen), /Trying again in \d+ s/);
        await newest(screen).find('progressbar').waitVisible();
      }
      const items = screen.find('list', 'Results').find('listitem');
      for (const [index, error] of [...REPEATED].reverse().entries()) {
        await untilOver(items.nth(index), 90_000);
        await expectAlert(items.nth(index), sentenceOf(CAUSES[error]));
        await items.nth(index).find('button', 'Try again').waitVisible();
      }
      expect(billed(stage)).toEqual([]);
    }, 150_000);

  it('an error in the middle keeps what came, and is not asked for again', async () => {
    const { screen } = stage;
    const errors = name === 'chromium' ? Object.keys(INSIDE) : ['server'];
    for (const [at, error] of errors.entries()) {
      await askAnew(screen, `pieces=20 error=${error}@5`);
      await untilOver(newest(screen));
      await expectAlert(newest(screen), sentenceOf(INSIDE[error]));
      await untilSays(newest(screen), wholeAnswer(5));
      await newest(screen).find('button', 'Ask again').waitVisible();
      expect(stage.server.heard.filter(({ method }) => method === 'POST')).toHaveLength(at + 1);
    }
    // The service bills no answer that ends with an error.
    expect(billed(stage)).toEqual([]);
  });

  it('a connection that ends keeps what came; one that ends before the answer leaves it uncertain', async () => {
    const { screen } = stage;
    await askAnew(screen, 'pieces=20 every=80 drop@5');
    await untilOver(newest(screen));
    await untilSays(newest(screen), wholeAnswer(5));
    await newest(screen).find('alert').waitVisible();
    expect(billed(stage)).toHaveLength(1);
    await askAnew(screen, 'lost drop@0');
    await untilOver(newest(screen));
    await newest(screen).find('alert').waitVisible();
    await newest(screen).find('button', 'Ask again').waitVisible();
    // A browser may by itself send again what died on a used connection. Firekeep does not, and looking costs nothing.
    const sent = () => stage.server.heard.filter(({ body }) => body.includes('lost')).length;
    const before = sent();
    await newest(screen).find('button', 'Look again').click();
    await untilSays(newest(screen), 'This key has spent $1.25 in all');
    expect(sent()).toBe(before);
  });

  it('credit that is too short for the longest answer is enough for a shorter one, and that is said', async () => {
    const { screen } = stage;
    await askAnew(screen, `error=${ANSWERED} pieces=3`);
    await untilOver(newest(screen));
    await untilSays(newest(screen), wholeAnswer(3));
    await untilSays(newest(screen), 'Credit is short: the answer was limited to 9368 tokens');
    expect(billed(stage)).toHaveLength(1);
  });

  it('an answer that the token limit cut says so, and how to get more', async () => {
    const { screen } = stage;
    await askAnew(screen, 'pieces=3 end=length');
    await untilOver(newest(screen));
    await expectAlert(newest(screen), 'Cut by your limit');
    await newest(screen).find('button', 'Raise the limit and ask again').waitVisible();
    await newest(screen).find('button', 'Continue').waitVisible();
  });
});

/** In a conversation of its own, so that the stand-in plays this prompt and no earlier one. */
async function askAnew(screen: Screen, prompt: string): Promise<void> {
  // What was never answered is left by itself a moment later: the button is pressed while it is there, or not needed.
  await screen.evaluate(() =>
    [...document.querySelectorAll('button')].find((one) => one.textContent === 'New conversation')?.click(),
  );
  await generate(screen, prompt);
  await until(async () => (await newest(screen).content()).startsWith(prompt), { what: prompt });
}

async function expectAlert(result: Found, sentence: string): Promise<void> {
  await result.find('alert').waitVisible();
  expect(await result.find('alert').content()).toContain(sentence);
}
