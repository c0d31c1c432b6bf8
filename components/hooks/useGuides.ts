import { useEffect, useState } from 'react';
import type { Guide } from '../../lib/providers/shape';

let loaded: readonly Guide[] | undefined;

/** What pages know of every provider. It comes after the first paint; undefined until then. */
export function useGuides(): readonly Guide[] | undefined {
  const [guides, setGuides] = useState(loaded);
  useEffect(() => {
    let isOver = false;
    import('../../lib/providers/guides').then(({ allGuides }) => {
      loaded = allGuides;
      if (!isOver) setGuides(allGuides);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return guides;
}
