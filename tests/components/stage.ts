/**
 * What a page needs around it: the real background over a fake browser, and what jsdom lacks. The test itself
 * imports `fake-indexeddb/auto` first: Dexie looks for a database as soon as it is loaded.
 */
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { settingHandlers } from '../../entrypoints/background/handlers/settings';
import { vaultHandlers } from '../../entrypoints/background/handlers/vault';
import { toStorageProblem } from '../../lib/db/problems';
import type { Page } from '../../lib/messages/contract';
import { type Handler, serve } from '../../lib/messages/serve';
import { erase } from '../../lib/vault/erase';

// One Argon2id takes half a second here, and some screens come after three of them.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

type Reply = (reply: unknown) => void;

interface Trigger {
  trigger(message: unknown, sender: object, respond: Reply): Promise<unknown>;
}

/** Messages reach the handlers as if a page of that name had sent them. */
export function sendAs(page: Page): void {
  const listeners = fakeBrowser.runtime.onMessage as unknown as Trigger;
  const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL(`/${page}.html`), frameId: 0 };
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(
    (message: unknown) =>
      new Promise((resolve) => {
        void listeners.trigger(message, sender, resolve);
      }),
  );
}

/** For every test of a file: a fresh browser, the vault's own handlers, and nothing left afterwards. */
export function setStage(handlers: readonly Handler[] = [...vaultHandlers, ...settingHandlers]): void {
  beforeEach(() => {
    fakeBrowser.reset();
    teachDialogs();
    giveBackDomException();
    Object.defineProperty(navigator, 'userActivation', {
      configurable: true,
      value: { hasBeenActive: true },
    });
    Object.defineProperty(navigator, 'storage', { configurable: true, value: { persist: vi.fn() } });
    serve(handlers, toStorageProblem);
    sendAs('options');
  });
  afterEach(async () => {
    cleanup();
    await erase();
  });
}

/** jsdom knows `<dialog>` but not how to open one. */
export function teachDialogs(): void {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.setAttribute('open', '');
  };
  HTMLDialogElement.prototype.close = function close() {
    this.removeAttribute('open');
    this.dispatchEvent(new Event('close'));
  };
}

/** jsdom brings a DOMException of its own, but the cipher is Node's and throws Node's. */
function giveBackDomException(): void {
  try {
    structuredClone(() => undefined);
  } catch (error) {
    if (error instanceof Error) globalThis.DOMException = error.constructor as typeof DOMException;
  }
}
