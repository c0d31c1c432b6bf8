import { type RefObject, useEffect, useState } from 'react';

/** True once the element was in view, or nearly: what is far below is not worth any work yet. */
export function useSeen(place: RefObject<Element | null>, isSeenAtFirst: boolean): boolean {
  const [isSeen, setIsSeen] = useState(isSeenAtFirst || typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = place.current;
    if (isSeen || !element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true);
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [place, isSeen]);
  return isSeen;
}
