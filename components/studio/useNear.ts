import { type RefObject, useEffect, useState } from 'react';

/** Whether it is in sight, or nearly: what is far away holds nothing large. */
export function useNear(place: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = place.current;
    if (!element || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      // Nor does it go from under the hands of whoever uses it.
      (entries) =>
        setIsNear(
          entries.at(-1)?.isIntersecting === true || element.contains(element.ownerDocument.activeElement),
        ),
      { rootMargin: '1500px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return isNear;
}
