import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { onTarget, takeTarget } from '../app/target';
import { cardId } from './ProviderCard';

/** Another page sent somebody to one service: its card comes into view and has the focus. */
export function useTarget(clearFilter: () => void): void {
  const clear = useRef(clearFilter);
  useEffect(() => {
    const go = async () => {
      const target = await takeTarget('keys');
      if (!target?.provider) return;
      // A card that a filter hid must stand there again before it can be reached.
      flushSync(() => clear.current());
      const card = await findSoon(cardId(target.provider));
      card?.scrollIntoView({ block: 'start' });
      card?.querySelector('button')?.focus();
    };
    void go();
    return onTarget(go);
  }, []);
}

const SOON_MS = 5_000;

/** What is known of the services is loaded after the page: the card may not stand there yet. */
function findSoon(id: string): Promise<HTMLElement | undefined> {
  const there = document.getElementById(id);
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => {
    const end = (card: HTMLElement | undefined) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(card);
    };
    const observer = new MutationObserver(() => {
      const card = document.getElementById(id);
      if (card) end(card);
    });
    const timer = setTimeout(() => end(undefined), SOON_MS);
    observer.observe(document.body, { childList: true, subtree: true });
  });
}
