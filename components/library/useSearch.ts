import { useEffect, useState, useSyncExternalStore } from 'react';
import { watchTables } from '../hooks/watch';
import { type Partner, Search, type Searching } from './search';

const TABLES = ['jobs', 'marks'] as const;

/** A worker of this very page: it needs no more than its own file, and reaches nothing but the database. */
const startWorker = (): Partner =>
  new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' }) as unknown as Partner;

/** One search for as long as the page is shown. It begins when `isDue`: what the first screen needs goes before it. */
export function useSearch(isDue: boolean): Searching & { readonly search: Search } {
  const [search, setSearch] = useState(() => new Search());
  useEffect(() => {
    if (!isDue) return;
    const mine = new Search();
    setSearch(mine);
    const stop = begin(mine);
    return () => {
      mine.end();
      void stop.then((end) => end?.());
    };
  }, [isDue]);
  const searching = useSyncExternalStore(search.subscribe, search.read);
  return { ...searching, search };
}

async function begin(search: Search): Promise<(() => void) | undefined> {
  const [{ findContent }, stop] = await Promise.all([
    import('../../lib/session/content'),
    watchTables(TABLES, () => search.changed()),
  ]);
  const content = await findContent();
  if (content) search.start(startWorker, { is: 'begin', ...content });
  return stop;
}
