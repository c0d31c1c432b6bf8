import { useCallback, useState } from 'react';

const FIRST = 20;
const MORE = 40;

/** How many results are shown, and what shows more of them. */
export function useLimit(): readonly [number, () => void] {
  const [limit, setLimit] = useState(FIRST);
  const more = useCallback(() => setLimit((shown) => shown + MORE), []);
  return [limit, more];
}
