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
      const card = document.getElementById(cardId(target.provider));
      card?.scrollIntoView({ block: 'start' });
      card?.querySelector('button')?.focus();
    };
    void go();
    return onTarget(go);
  }, []);
}
