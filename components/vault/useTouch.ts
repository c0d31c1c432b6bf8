import { useEffect } from 'react';
import { ask } from '../../lib/messages/client';
import { vaultTouch } from '../../lib/messages/vault';

const EVERY_MS = 15_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Somebody is using this page: tells the background now and then, so that the idle clock starts again. */
export function useTouch(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    let lastMs = Number.NEGATIVE_INFINITY;
    const touch = () => {
      if (performance.now() - lastMs < EVERY_MS) return;
      lastMs = performance.now();
      // A vault that locked meanwhile refuses: the page hears of the lock by itself.
      ask(vaultTouch, {}).catch(() => undefined);
    };
    touch();
    for (const sign of SIGNS) addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, touch, { capture: true });
    };
  }, [isOpen]);
}
