/**
 * Says that something long is over when no page of ours shows it, and how many still run. What the browser is told
 * names no words, no model and no cost: it keeps and shows it where others may read.
 */
import { browser } from 'wxt/browser';
import { POINTED_HASH, point } from '../session/pointed';
import type { Held } from './held';
import { isOver, type Make } from './record';
import { hasOpenPage } from './watched';

/** Whoever waits longer has gone to do something else. */
const LONG_MS = 60_000;

/** What was said, so that a press on it finds the result: session memory outlives a background that sleeps. */
const PREFIX = 'result ';
const BUDGET = 'budget';

interface Notifications {
  create(id: string, options: object): Promise<string>;
  clear(id: string): Promise<boolean>;
  readonly onClicked: { addListener(react: (id: string) => void): void };
}

/** Only there once somebody allowed it. */
const findNotifications = (): Notifications | undefined =>
  (browser as { readonly notifications?: Notifications }).notifications;

/** It is only a courtesy: what cannot be said stands in the row. */
export const tellEnd = (job: Held): void => void tell(job).catch(() => undefined);

async function tell({ id, request, state }: Held): Promise<void> {
  const tookMs = (state.endedAtMs ?? 0) - (state.sentAtMs ?? state.endedAtMs ?? 0);
  const isLong = request.make === 'model3d' || tookMs > LONG_MS;
  const notifications = findNotifications();
  if (!notifications || !isOver(state.place) || state.place === 'cancelled' || !isLong) return;
  if (await hasOpenPage()) return;
  const isDone = state.place === 'done';
  await notifications.create(
    `${PREFIX}${request.make} ${id}`,
    saying(isDone ? 'A result is ready in Firekeep.' : 'A result in Firekeep needs a look.'),
  );
}

const saying = (message: string) => ({
  type: 'basic',
  iconUrl: browser.runtime.getURL('/icon/128.png'),
  title: 'Firekeep',
  message,
});

/** Which budget, and how far it has come, is seen where it stands. */
export const tellBudget = (): void => void sayBudget().catch(() => undefined);

async function sayBudget(): Promise<void> {
  if (await hasOpenPage()) return;
  await findNotifications()?.create(BUDGET, saying('What Firekeep spends needs a look.'));
}

/** The side panel opens only in answer to a press on a page of the browser's: this opens it in a tab. */
export function watchNotifications(): void {
  let isWatched = false;
  const watch = () => {
    const notifications = findNotifications();
    if (!notifications || isWatched) return;
    isWatched = true;
    notifications.onClicked.addListener((id) => void open(notifications, id));
  };
  watch();
  browser.permissions.onAdded.addListener(watch);
}

const MAKES: readonly Make[] = ['text', 'image', 'model3d'];

async function open(notifications: Notifications, notification: string): Promise<void> {
  const [, word, id] = notification.split(' ');
  const make = MAKES.find((one) => one === word);
  const isOfBudget = notification === BUDGET;
  if (!isOfBudget && (!notification.startsWith(PREFIX) || !make || !id)) return;
  if (make && id) await point({ id, make });
  const place = isOfBudget ? '/options.html#/usage' : `/sidepanel.html${POINTED_HASH}`;
  await browser.tabs.create({ url: `${browser.runtime.getURL('/')}${place.slice(1)}` });
  await notifications.clear(notification);
}

/** A button keeps its number when the background sleeps: the first time it is said in any case. */
let shown: number | undefined;

/** How many run, on our button. None while locked: then nobody works on them. */
export function showRunning(count: number): void {
  if (count === shown) return;
  shown = count;
  void setBadge(count === 0 ? '' : String(count)).catch(() => undefined);
}

const setBadge = async (text: string) => browser.action.setBadgeText({ text });
