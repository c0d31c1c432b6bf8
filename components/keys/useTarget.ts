import { useEffect, useRef } from 'react';
import { onTarget, takeTarget } from '../app/target';
import { cardId } from './ProviderCard';

/** Another page sent somebody to one service: its card comes into view and has the focus. */
export function useTarget(clearFilter: () => void): void {
  const clear = useRef(clearFilter);
  useEffect(() => {
    const go = async () => {
      const target = await takeTarget('keys');
      if (!target?.provider) return;
      clear.current();
      const { provider } = target;
      requestAnimationFrame(() => {
        const card = document.getElementById(cardId(provider));
        card?.scrollIntoView({ block: 'start' });
        card?.querySelector('button')?.focus();
      });
    };
    void go();
    return onTarget(go);
  }, []);
}
