import { type KeyboardEvent, type RefObject, useEffect } from 'react';

/** Enter sends, Shift+Enter is a new line. */
export const sendsOnEnter = (send: () => void) => (event: KeyboardEvent) => {
  // What an input method is still composing is not a line yet.
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  send();
};

/** Whoever opens the popup wants to type. */
export const useFirstFocus = (area: RefObject<HTMLElement | null>): void =>
  useEffect(() => {
    if (document.activeElement === document.body) area.current?.focus({ preventScroll: true });
  }, [area]);
