/** Somebody pressed a notification, or came from the library: what that was about comes into view. */
import { type Pointed, takePointed } from '../../lib/session/pointed';
import { tabId } from './TabList';

/** What is so late is not among the results any more. */
const WAIT_MS = 30_000;

export async function arrive(show: (pointed: Pointed) => void): Promise<void> {
  const pointed = await takePointed();
  if (!pointed) return;
  show(pointed);
  const place = await waitFor(placeOf(pointed));
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
}

/** What was put on a form is gone on with there. */
const placeOf = ({ id, make, deed }: Pointed): string =>
  deed === undefined ? `[id="${id}"]` : `[aria-labelledby="${tabId(tabFor(make, deed))}"] [data-prompt]`;

export const tabFor = (make: Pointed['make'], deed: Pointed['deed']) =>
  deed === 'make3d' ? 'model3d' : make;

/** Results come from the database, after the page. */
function waitFor(place: string): Promise<HTMLElement | undefined> {
  return new Promise((resolve) => {
    const settle = (found: HTMLElement | undefined) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    const look = () => {
      const found = document.querySelector<HTMLElement>(place);
      if (found) settle(found);
    };
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => settle(undefined), WAIT_MS);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
}
