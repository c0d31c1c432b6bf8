import { useEffect, useState } from 'react';
import type { Face } from '../../lib/providers/shape';

let loaded: readonly Face[] | undefined;

/** What pages know of every provider. It comes after the first paint; undefined until then. */
export function useFaces(): readonly Face[] | undefined {
  const [faces, setFaces] = useState(loaded);
  useEffect(() => {
    let isOver = false;
    import('../../lib/providers/faces').then(({ allFaces }) => {
      loaded = allFaces;
      if (!isOver) setFaces(allFaces);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return faces;
}
