/** A long list of keys: scrolled through, and one verdict in it changing. */
import { NAMES } from '../harness/in-page';
import type { Tab } from './chromium';

export interface Scrolled {
  readonly frames: number;
  /** Frames that the screen had to do without, as a share of those it should have had. */
  readonly droppedShare: number;
  readonly longestFrameMs: number;
}

/** Fast, as with a flung wheel: a tenth of the window in each frame. */
export const scroll = (tab: Tab, frames: number): Promise<Scrolled> =>
  tab.evaluate(`${NAMES}(${scrollInPage.toString()})(${frames})`);

/** The same way over nothing: what this machine drops by itself. */
export async function scrollNothing(tab: Tab, frames: number): Promise<Scrolled> {
  await tab.evaluate(`document.body.style.height = '${frames * 100}px'`);
  return scroll(tab, frames);
}

/** Runs in the page. */
async function scrollInPage(frames: number): Promise<Scrolled> {
  const FRAME_MS = 1000 / 60;
  const place = document.scrollingElement;
  if (!place || place.scrollHeight < innerHeight * 2) throw new Error('There is nothing to scroll.');
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const durations: number[] = [];
  let lastMs = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    place.scrollTop += innerHeight / 10;
    if (place.scrollTop + innerHeight >= place.scrollHeight) place.scrollTop = 0;
    const nowMs = await nextFrame();
    durations.push(nowMs - lastMs);
    lastMs = nowMs;
  }
  const dropped = durations.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);
  return { frames, droppedShare: dropped / (frames + dropped), longestFrameMs: Math.max(...durations) };
}

/** Presses "Check" of a key that nobody can be asked about, so that no network is waited for. */
export const changeVerdict = (tab: Tab, name: string, verdict: string): Promise<number> =>
  tab.evaluate(`${NAMES}(${changeInPage.toString()})(${JSON.stringify(name)}, ${JSON.stringify(verdict)})`);

/** Runs in the page. */
async function changeInPage(name: string, verdict: string): Promise<number> {
  const said = (place: ParentNode, text: string) =>
    [...place.querySelectorAll('*')].find((one) => one.textContent === text);
  const item = said(document, name)?.closest('li');
  const check = item && [...item.querySelectorAll('button')].find((one) => one.textContent === 'Check');
  if (!item || !check) throw new Error(`There is no key named ${name} to check.`);
  if (said(item, verdict)) throw new Error(`${name} says "${verdict}" already.`);
  const startMs = performance.now();
  const shown = new Promise<number>((resolve) => {
    const look = () => {
      if (said(item, verdict))
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startMs)));
    };
    new MutationObserver(look).observe(item, { subtree: true, childList: true, characterData: true });
  });
  item.scrollIntoView();
  check.click();
  return shown;
}
