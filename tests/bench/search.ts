/** Typing into the search over many models: each key, from its event to the frame that shows what it found. */
import { NAMES } from '../harness/in-page';
import type { Tab } from './chromium';
import { median } from './median';

export interface Searched {
  readonly medianMs: number;
  readonly slowestMs: number;
}

const WORDS = ['gpt', 'luna', 'openai', 'claude', 'sol 17', 'zzz'];

export async function searchModels(tab: Tab): Promise<Searched> {
  const times = await tab.evaluate<number[]>(`${NAMES}(${type.toString()})(${JSON.stringify(WORDS)})`);
  return { medianMs: median(times), slowestMs: Math.max(...times) };
}

async function type(words: readonly string[]): Promise<number[]> {
  const box = document.querySelector<HTMLInputElement>('[role="combobox"]');
  if (!box) throw new Error('There is no search.');
  const shown = () => document.querySelector('[role="listbox"]')?.textContent ?? '';
  let shownMs = 0;
  let isStill = true;
  new MutationObserver(() => {
    isStill = false;
    requestAnimationFrame(() => {
      shownMs = performance.now();
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  const settled = async () => {
    do {
      isStill = true;
      for (const _ of [1, 2, 3]) await new Promise((resolve) => requestAnimationFrame(resolve));
    } while (!isStill);
  };
  const put = async (value: string) => {
    const startMs = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, value);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled();
    return shownMs - startMs;
  };
  box.focus();
  box.click();
  while (shown() === '') await new Promise((resolve) => setTimeout(resolve, 20));
  const times: number[] = [];
  for (const word of words) {
    for (let length = 1; length <= word.length; length += 1) times.push(await put(word.slice(0, length)));
    await put('');
  }
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  return times;
}
