/** A page driven by Playwright's own locators. */
import type { Locator, Page } from 'playwright-core';
import type { LogLine } from './browser';
import { aimPress, askPress, pressOnce } from './press';
import { BETWEEN_PRESSES_MS, type Found, type Name, type Place, type Screen } from './screen';
import { PATIENCE_MS, until } from './until';

export interface Prepared {
  readonly origin: string;
  /** After each load: stand-ins for prompts. */
  prepare(page: Page): Promise<void>;
  logged(): Promise<readonly LogLine[]>;
}

export function toScreen(page: Page, { origin, prepare, logged }: Prepared): Screen {
  page.setDefaultTimeout(PATIENCE_MS);
  const goto = async (target: string) => {
    await page.goto(/^[a-z-]+:/.test(target) ? target : `${origin}/${target}`);
    await prepare(page);
  };
  return {
    ...placeIn(page),
    goto,
    reload: async () => {
      await page.reload();
      await prepare(page);
    },
    url: async () => page.url(),
    content: async () => (await page.locator('body').textContent()) ?? '',
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    evaluate: async (inPage, argument) =>
      (await page.evaluate(inPage as (argument: unknown) => unknown, argument)) as never,
    setViewport: (width, height) => page.setViewportSize({ width, height }),
    emulate: ({ scheme, isMotionReduced, hasForcedColors }) =>
      page.emulateMedia({
        ...(scheme === undefined ? {} : { colorScheme: scheme }),
        ...(isMotionReduced === undefined
          ? {}
          : { reducedMotion: isMotionReduced ? 'reduce' : 'no-preference' }),
        ...(hasForcedColors === undefined ? {} : { forcedColors: hasForcedColors ? 'active' : 'none' }),
      }),
    screenshot: async (path) => void (await page.screenshot({ path })),
    logged,
    close: () => page.close(),
  };
}

type Role = Parameters<Page['getByRole']>[0];

const placeIn = (scope: Page | Locator): Place => ({
  find: (role, name) =>
    toFound(scope.getByRole(role as Role, name === undefined ? {} : { name, exact: true })),
  field: (label: Name) => toFound(scope.getByLabel(label, { exact: true })),
  text: (text: Name) => toFound(scope.getByText(text, { exact: true })),
});

const toFound = (locator: Locator): Found => {
  const press = (how: () => Promise<void>) =>
    pressOnce({
      what: String(locator),
      // What lands beside is Playwright's own care.
      aim: () => locator.evaluate(aimPress, false),
      press: how,
      ask: () => locator.page().evaluate(askPress),
    });
  return {
    ...placeIn(locator),
    nth: (index) => toFound(locator.nth(index)),
    count: () => locator.count(),
    click: () => press(() => locator.click()),
    doubleClick: () => press(() => locator.dblclick({ delay: BETWEEN_PRESSES_MS })),
    fill: (text) => locator.fill(text),
    type: (text) => locator.pressSequentially(text),
    press: (keys) => locator.press(keys),
    focus: () => locator.focus(),
    choose: async (option) => void (await locator.selectOption({ label: option })),
    attach: (...files) => locator.setInputFiles(files),
    content: async () => (await locator.textContent()) ?? '',
    value: () => locator.inputValue(),
    attribute: (name) => locator.getAttribute(name),
    isVisible: () => locator.isVisible(),
    isEnabled: () => locator.isEnabled(),
    isChecked: () => locator.isChecked(),
    isFocused: () => locator.evaluate((element) => element === document.activeElement),
    waitVisible: (withinMs = PATIENCE_MS) => locator.waitFor({ state: 'visible', timeout: withinMs }),
    waitGone: (withinMs = PATIENCE_MS) => locator.waitFor({ state: 'hidden', timeout: withinMs }),
    waitEnabled: (withinMs = PATIENCE_MS) =>
      until(() => locator.isEnabled(), { withinMs, what: `${locator} to be enabled` }).then(() => undefined),
  };
};
