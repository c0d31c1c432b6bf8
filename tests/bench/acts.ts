/** What a person does, without a driver that listens in. */
import { NAMES } from '../harness/in-page';
import { PASSPHRASE } from '../harness/journey';
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';
import type { Tab } from './chromium';

export const ask = <T>(tab: Tab, name: string, input: object = {}): Promise<T> =>
  tab.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ firekeep: name, input })})`);

export async function mustAsk(tab: Tab, name: string, input: object): Promise<void> {
  const reply = await ask<{ readonly ok: boolean }>(tab, name, input);
  if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
}

/** What plants rows only runs functions in the page. */
export const asScreen = (tab: Tab): Screen =>
  ({
    evaluate: (inPage: (argument: unknown) => unknown, argument?: unknown) =>
      tab.evaluate(`${NAMES}(${inPage.toString()})(${JSON.stringify(argument) ?? ''})`),
  }) as unknown as Screen;

export async function goTo(tab: Tab, url: string): Promise<void> {
  await tab.send('Page.navigate', { url });
}

export const sees = (tab: Tab, condition: string, withinMs = 60_000) =>
  until(() => tab.evaluate<boolean>(condition), { what: condition, withinMs });

const field = (label: string) =>
  `[...document.querySelectorAll('label')].find((one) => one.textContent === ${JSON.stringify(label)})?.control`;
export const button = (name: string) =>
  `[...document.querySelectorAll('button')].find((one) => one.textContent === ${JSON.stringify(name)})`;

export async function fill(tab: Tab, label: string, text: string): Promise<void> {
  await sees(tab, `Boolean(${field(label)})`);
  await tab.evaluate(`${field(label)}.focus()`);
  await tab.send('Input.insertText', { text });
}

export async function press(tab: Tab, name: string): Promise<void> {
  await sees(tab, `${button(name)}?.disabled === false`);
  await tab.evaluate(`${button(name)}.click()`);
}

/** The button "Lock" is everywhere while the vault is open. */
export const waitOpen = (tab: Tab) => sees(tab, `Boolean(${button('Lock')})`);

export async function createVault(tab: Tab, origin: string): Promise<void> {
  await goTo(tab, `${origin}/options.html`);
  await fill(tab, 'Passphrase', PASSPHRASE);
  await fill(tab, 'Repeat passphrase', PASSPHRASE);
  await press(tab, 'Create vault');
  await waitOpen(tab);
}

export async function unlock(tab: Tab, origin: string): Promise<void> {
  await goTo(tab, `${origin}/options.html`);
  await fill(tab, 'Passphrase', PASSPHRASE);
  await press(tab, 'Unlock');
  await waitOpen(tab);
}
