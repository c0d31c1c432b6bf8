/** A page driven by Puppeteer: Firefox over BiDi, and Chromium where nothing may hold the worker awake. */
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { finderSource, NAMES, type Step, sayStep, toName } from './in-page';
import { aimPress, askPress, pressOnce } from './press';
import { BETWEEN_PRESSES_MS, type Found, type Look, type Name, type Place, type Screen } from './screen';
import { PATIENCE_MS, until } from './until';

/** What only the one or the other browser can do, and how. */
export interface Driver {
  readonly origin: string;
  /** Loads an address and returns when it is complete. */
  load(page: Page, url: string): Promise<void>;
  emulate(page: Page, look: Look): Promise<void>;
  /** After each load: stand-ins for prompts. */
  prepare(page: Page): Promise<void>;
}

export function toScreen(page: Page, driver: Driver, logged: Screen['logged']): Screen {
  const search = new Search(page);
  const toUrl = (target: string) => (/^[a-z-]+:/.test(target) ? target : `${driver.origin}/${target}`);
  const prepare = async () => {
    await page.evaluate(NAMES);
    await driver.prepare(page);
  };
  const load = async (url: string) => {
    await driver.load(page, url);
    await prepare();
  };
  return {
    ...placeIn(search, []),
    goto: (target) => load(toUrl(target)),
    reload: async () => {
      await page.evaluate(() => {
        document.documentElement.dataset.before = 'reload';
        location.reload();
      });
      await until(() => page.evaluate(isFresh), { what: 'the page to be loaded again' });
      await prepare();
    },
    url: () => page.evaluate(() => location.href),
    content: () => page.evaluate(() => document.body.textContent ?? ''),
    press: (keys) => pressKeys(page, keys),
    type: (text) => page.keyboard.type(text),
    evaluate: async (inPage, argument) =>
      (await page.evaluate(inPage as (argument: unknown) => unknown, argument)) as never,
    setViewport: (width, height) => page.setViewport({ width, height }),
    emulate: (look) => driver.emulate(page, look),
    screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
    logged,
    close: () => page.close(),
  };
}

const placeIn = (search: Search, steps: readonly Step[]): Place => {
  const then = (step: Step) => toFound(search, [...steps, step]);
  return {
    find: (role, name) => then({ by: 'role', role, ...(name === undefined ? {} : { name: toName(name) }) }),
    field: (label: Name) => then({ by: 'label', name: toName(label) }),
    text: (text: Name) => then({ by: 'text', name: toName(text) }),
  };
};

function toFound(search: Search, steps: readonly Step[]): Found {
  const what = steps.map(sayStep).join(' > ');
  const read = <T>(inPage: (element: Element, more: string) => T, more = '') =>
    search.read(steps, inPage, more);
  const act = async (use: (ready: Ready) => Promise<void>) => use(await search.ready(steps));
  const isVisible = async () => {
    const { count, value } = await search.look(steps, isShown);
    if (count > 1) throw new Error(`${count} elements are ${what}`);
    return value === true;
  };
  const isEnabled = () => read((element) => !element.matches(':disabled, [aria-disabled="true"]'));
  return {
    ...placeIn(search, steps),
    nth: (index) => toFound(search, [...steps, { by: 'nth', index }]),
    count: async () => (await search.look(steps, isShown)).count,
    click: () => search.click(steps, 1),
    // In one breath: to Firefox two gestures are two single clicks.
    doubleClick: () => search.click(steps, 2),
    fill: (text) => act(({ element }) => element.evaluate(setValue, text)),
    type: (text) => act(({ element }) => element.type(text)),
    press: (keys) =>
      act(async ({ element }) => {
        await element.focus();
        await pressKeys(search.page, keys);
      }),
    focus: () => act(({ element }) => element.focus()),
    choose: (option) => act(({ element }) => element.evaluate(chooseOption, option)),
    attach: (...files) =>
      search.withOne(steps, (element) => (element as ElementHandle<HTMLInputElement>).uploadFile(...files)),
    content: () => read((element) => element.textContent ?? ''),
    value: () => read((element) => (element as HTMLInputElement).value),
    attribute: (name) => read((element, asked) => element.getAttribute(asked), name),
    isVisible,
    isEnabled,
    isChecked: () => read((element) => element.matches(':checked, [aria-checked="true"]')),
    isFocused: () => read((element) => element === document.activeElement),
    waitVisible: (withinMs) =>
      until(isVisible, { withinMs, what: `${what} to be visible` }).then(() => undefined),
    waitGone: (withinMs) =>
      until(async () => !(await isVisible()), { withinMs, what: `${what} to be gone` }).then(() => undefined),
    waitEnabled: (withinMs) =>
      until(isEnabled, { withinMs, what: `${what} to be enabled` }).then(() => undefined),
  };
}

const DOUBLE_CLICK_MS = 600;

class Search {
  #last = { x: 0, y: 0, atMs: 0 };
  constructor(readonly page: Page) {}

  /** Two presses in one place within this time are a double click to Firefox, whatever stands there by then. */
  async #restAt({ x, y }: { readonly x: number; readonly y: number }): Promise<void> {
    const { x: lastX, y: lastY, atMs } = this.#last;
    const isThere = Math.abs(x - lastX) < 10 && Math.abs(y - lastY) < 10;
    const restMs = isThere ? atMs + DOUBLE_CLICK_MS - Date.now() : 0;
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  }

  async handles(steps: readonly Step[]): Promise<ElementHandle<Element>[]> {
    if (!(await this.page.evaluate(() => window.firekeepFinder !== undefined)))
      await this.page.evaluate(finderSource());
    const list = await this.page.evaluateHandle((all) => window.firekeepFinder?.find(all) ?? [], steps);
    const entries = [...(await list.getProperties()).values()];
    return entries.flatMap((entry) =>
      entry.asElement() ? [entry.asElement() as ElementHandle<Element>] : [],
    );
  }

  /** One question to the page: how many there are, and something of the one. */
  async look<T>(
    steps: readonly Step[],
    inPage: (element: Element, more: string) => T,
    more = '',
  ): Promise<Looked<T>> {
    const inputs = `${JSON.stringify(steps)}, ${inPage.toString()}, ${JSON.stringify(more)}`;
    const question = `(() => {${NAMES}return (${lookIn.toString()})(${inputs});})()`;
    const looked = (await this.page.evaluate(question)) as Looked<T> | null;
    if (looked === null) {
      await this.page.evaluate(finderSource());
      return this.look(steps, inPage, more);
    }
    return looked;
  }

  /** Waits for exactly one. */
  read<T>(steps: readonly Step[], inPage: (element: Element, more: string) => T, more: string): Promise<T> {
    const what = steps.map(sayStep).join(' > ');
    return until(
      async () => {
        const { count, value } = await this.look(steps, inPage, more);
        if (count > 1) throw new Error(`${count} elements are ${what}`);
        return count === 1 ? { result: value as T } : undefined;
      },
      { what },
    ).then(({ result }) => result);
  }

  /** Waits for exactly one, and tries again when it was replaced meanwhile. */
  withOne<T>(steps: readonly Step[], use: (element: ElementHandle<Element>) => Promise<T>): Promise<T> {
    const what = steps.map(sayStep).join(' > ');
    return until(
      async () => {
        const [one, ...more] = await this.handles(steps);
        if (!one) return undefined;
        if (more.length > 0) throw new Error(`${more.length + 1} elements are ${what}`);
        return { result: await use(one) };
      },
      { withinMs: PATIENCE_MS, what },
    ).then(({ result }) => result);
  }

  /** The one element once it can be used. What is then done to it is done once. */
  ready(steps: readonly Step[]): Promise<Ready> {
    return this.withOne(steps, async (element) => {
      const spot = await element.evaluate((el) => window.firekeepFinder?.spot(el) ?? 'not searchable');
      if (typeof spot === 'string') throw new Error(`it is ${spot}`);
      return { element, ...spot };
    });
  }

  /** Pressed once, on the element itself: a press beside it, because the page just moved, is made again. */
  async click(steps: readonly Step[], count: 1 | 2): Promise<void> {
    let spot = { x: 0, y: 0 };
    await pressOnce({
      what: steps.map(sayStep).join(' > '),
      aim: async () => {
        const { element, ...place } = await this.ready(steps);
        spot = place;
        await element.evaluate(aimPress, true);
      },
      press: async () => {
        await this.#restAt(spot);
        await this.page.mouse.click(spot.x, spot.y, {
          count,
          delay: count === 1 ? 0 : BETWEEN_PRESSES_MS,
        });
        this.#last = { ...spot, atMs: Date.now() };
      },
      ask: () => this.page.evaluate(askPress),
    });
  }
}

interface Looked<T> {
  readonly count: number;
  /** Of the one, where there is exactly one. */
  readonly value?: T;
}

/** Runs in the page. Null where nothing can be looked for yet. */
function lookIn<T>(
  steps: readonly Step[],
  use: (element: Element, more: string) => T,
  more: string,
): Looked<T> | null {
  if (!window.firekeepFinder) return null;
  const found = window.firekeepFinder.find(steps);
  const [one] = found;
  return one && found.length === 1 ? { count: 1, value: use(one, more) } : { count: found.length };
}

interface Ready {
  readonly element: ElementHandle<Element>;
  readonly x: number;
  readonly y: number;
}

async function pressKeys(page: Page, keys: string): Promise<void> {
  const held = keys.split('+') as KeyInput[];
  const last = held.pop();
  for (const key of held) await page.keyboard.down(key);
  if (last) await page.keyboard.press(last);
  for (const key of held.reverse()) await page.keyboard.up(key);
}

const isFresh = () =>
  document.documentElement.dataset.before === undefined && document.readyState === 'complete';

const isShown = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;

/** Past React's own property, which would take the new value for the old one. */
function setValue(element: Element, text: string): void {
  const proto = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  (element as HTMLInputElement).focus();
  Object.getOwnPropertyDescriptor(proto.prototype, 'value')?.set?.call(element, text);
  element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

function chooseOption(element: Element, label: string): void {
  if (!(element instanceof HTMLSelectElement)) throw new Error('not a select');
  const option = [...element.options].find((candidate) => candidate.label === label);
  if (!option) throw new Error(`no option ${label}`);
  element.focus();
  option.selected = true;
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}
