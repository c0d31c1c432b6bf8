/** From the press of "Unlock" to the list of keys on the screen, and what the time went to. */
import { NAMES } from '../harness/in-page';
import { PASSPHRASE } from '../harness/journey';
import { ask, button, fill, goTo, waitOpen } from './acts';
import type { Chromium, Tab } from './chromium';

export interface Unlocked {
  /** The passphrase becomes a proof: Argon2, and the loading of it. */
  readonly proofMs: number;
  /** The background unwraps the vault's key. */
  readonly openMs: number;
  /** Every key is in the page, and a frame with them has been drawn. */
  readonly listMs: number;
}

export async function unlockOnce(browser: Chromium, tab: Tab, amount: number): Promise<Unlocked> {
  await goTo(tab, `${browser.origin}/options.html#/keys`);
  await fill(tab, 'Passphrase', PASSPHRASE);
  const times = await tab.evaluate<Unlocked>(
    `${NAMES}(${pressAndWatch.toString()})(${button('Unlock')}, ${amount})`,
  );
  await waitOpen(tab);
  await ask(tab, 'vault/lock');
  return times;
}

declare const chrome: { readonly runtime: { sendMessage(message: { firekeep?: string }): Promise<unknown> } };

/** Runs in the page. The messages pass through here, so that it is known when the proof went out. */
async function pressAndWatch(unlock: HTMLButtonElement, amount: number): Promise<Unlocked> {
  let sentMs = 0;
  const send = chrome.runtime.sendMessage;
  const answered = new Promise<number>((resolve) => {
    chrome.runtime.sendMessage = async (message) => {
      if (message.firekeep === 'vault/unlock') sentMs = performance.now();
      const reply = await send.call(chrome.runtime, message);
      if (message.firekeep === 'vault/unlock') resolve(performance.now());
      return reply;
    };
  });
  const areShown = () =>
    [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Reveal').length >= amount;
  const shown = new Promise<number>((resolve) => {
    const look = () =>
      areShown() && requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  });
  const pressedMs = performance.now();
  unlock.click();
  // Either may come first: the page sees by itself that the vault is open.
  const [answeredMs, shownMs] = await Promise.all([answered, shown]);
  return {
    proofMs: sentMs - pressedMs,
    openMs: answeredMs - sentMs,
    listMs: Math.max(0, shownMs - answeredMs),
  };
}
