/** From the moment a piece of an answer is sent to the moment its words are on the screen. Runs in pages. */
import { NAMES } from '../harness/in-page';
import type { Chromium, Tab } from './chromium';
import { median } from './median';

/** Pieces a second that are asked for; the timers of the stand-in make a little less of it. */
export const RATES = { 20: 50, 100: 10, 500: 2 } as const;
export type Rate = keyof typeof RATES;
const SECONDS = 6;

export interface Painted {
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly perSecond: number;
}

export interface Canvas {
  readonly browser: Chromium;
  readonly tab: Tab;
  /** An expression in the page: asks for an answer to a prompt. */
  ask(prompt: string): string;
  /** An expression in the page: the element that the answer grows in, or nothing yet. */
  readonly place: string;
}

const stampsAt = (rate: Rate) => Array.from({ length: rate * SECONDS }, () => '{now} ').join('');

export async function paintOnce({ tab, ask, place }: Canvas, rate: Rate): Promise<Painted> {
  const prompt = `every=${RATES[rate]} cut=6 say="${stampsAt(rate)}"`;
  const watching = tab.evaluate<Painted[]>(
    `${NAMES}(${watch.toString()})(() => ${place}, ${rate * SECONDS}).then((times) => [times])`,
  );
  await tab.evaluate(`${ask(prompt)};undefined`);
  const [painted] = await watching;
  if (!painted) throw new Error('Nothing was painted.');
  return painted;
}

/** After each frame: what of the answer is there that was not there before, and how old is it? */
function watch(find: () => Element | null | undefined, count: number): Promise<Painted> {
  const delays: number[] = [];
  const sent: number[] = [];
  const from = performance.timeOrigin + performance.now();
  return new Promise((resolve) => {
    const afterFrame = new MessageChannel();
    const look = () => {
      const nowMs = performance.timeOrigin + performance.now();
      const stamps = [...(find()?.textContent ?? '').matchAll(/\d{13}\.\d\d/g)]
        .map(([stamp]) => Number(stamp))
        .filter((stamp) => stamp >= from);
      for (const stamp of stamps.slice(sent.length)) {
        sent.push(stamp);
        delays.push(nowMs - stamp);
      }
      if (delays.length < count) {
        requestAnimationFrame(() => afterFrame.port2.postMessage(0));
        return;
      }
      delays.sort((one, other) => one - other);
      const spanMs = (sent.at(-1) ?? 0) - (sent[0] ?? 0);
      resolve({
        medianMs: delays[delays.length >> 1] ?? 0,
        slowestMs: delays[Math.floor(delays.length * 0.99)] ?? 0,
        perSecond: ((sent.length - 1) * 1000) / spanMs,
      });
    };
    afterFrame.port1.onmessage = look;
    look();
  });
}

const LONG_WORDS = 11_500;

/** What a long answer costs the processor, all pages and workers of the browser together. */
export async function burnOnce({ browser, tab, ask, place }: Canvas): Promise<number> {
  const beforeMs = await browser.busyMs();
  await tab.evaluate(`${ask(`every=1 pieces=${LONG_WORDS}`)};undefined`);
  await tab.evaluate(`${NAMES}(${waitFor.toString()})(() => ${place}, 'word${LONG_WORDS}')`);
  return (await browser.busyMs()) - beforeMs;
}

function waitFor(find: () => Element | null | undefined, words: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (find()?.textContent?.includes(words)) resolve();
      else setTimeout(look, 200);
    };
    look();
  });
}

export const middleOf = (rounds: readonly Painted[]): Painted => ({
  medianMs: median(rounds.map(({ medianMs }) => medianMs)),
  slowestMs: median(rounds.map(({ slowestMs }) => slowestMs)),
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
});
