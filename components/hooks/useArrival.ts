import { type RefObject, useLayoutEffect } from 'react';

/**
 * A heading that comes into view in answer to somebody's act takes the focus, so that it is read out and the
 * next Tab goes on from there. On a page that nobody has touched yet, Tab starts at the top as everywhere.
 */
export function useArrival(
  heading: RefObject<HTMLElement | null>,
  from: 'anywhere' | 'nothing focused',
  name: string,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another arrival
  useLayoutEffect(() => {
    const isFree = from === 'anywhere' || document.activeElement === document.body;
    if (isFree && navigator.userActivation.hasBeenActive) heading.current?.focus();
  }, [heading, from, name]);
}
