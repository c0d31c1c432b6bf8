/** Somebody pressed a notification: the tab and the result that it was about come into view. */
import type { Make } from '../../lib/jobs/record';
import { takePointed } from '../../lib/session/pointed';

/** What is so late is not among the results any more. */
const WAIT_MS = 30_000;

export async function arrive(show: (make: Make) => void): Promise<void> {
  const pointed = await takePointed();
  if (!pointed) return;
  show(pointed.make);
  const item = await waitFor(pointed.id);
  item?.scrollIntoView({ block: 'start' });
  item?.focus({ preventScroll: true });
}

/** Results come from the database, after the page. */
function waitFor(id: string): Promise<HTMLElement | undefined> {
  return new Promise((resolve) => {
    const settle = (found: HTMLElement | undefined) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    const look = () => {
      const found = document.getElementById(id);
      if (found) settle(found);
    };
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => settle(undefined), WAIT_MS);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
}
