/** The search at work: it answers at once with what it knows, and learns the rest meanwhile. */
import { toStorageProblem } from '../db/problems';
import { Catalog } from './catalog';
import type { Line, ToSearch } from './talk';

/** Rows that are being written come in many small steps. */
const GATHER_MS = 300;
/** Nothing is written down while changes are coming. */
const QUIET_MS = 2_000;
const TELL_EVERY_MS = 250;

export function serveSearch(line: Line): void {
  let catalog: Catalog | undefined;
  let isBusy = false;
  let isStale = false;
  let saving: ReturnType<typeof setTimeout> | undefined;
  const tell = () => catalog && line.postMessage({ is: 'standing', standing: catalog.standing });
  const tellSometimes = atMost(tell, TELL_EVERY_MS);
  const orFail = (work: Promise<unknown>) =>
    work.catch((error: unknown) => line.postMessage({ is: 'failed', problem: toStorageProblem(error) }));

  const bringUp = async (known: Catalog) => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    try {
      while (isStale) {
        isStale = false;
        await known.refresh(tellSometimes);
        tell();
        if (isStale) await pause(GATHER_MS);
      }
    } finally {
      isBusy = false;
    }
    clearTimeout(saving);
    if (known.hasChanged) saving = setTimeout(() => void orFail(known.save()), QUIET_MS);
  };

  const begin = async (known: Catalog) => {
    await known.load();
    catalog = known;
    tell();
    await bringUp(known);
  };

  const hear = (said: ToSearch) => {
    if (said.is === 'begin') void orFail(begin(new Catalog(said)));
    if (said.is === 'changed' && catalog) void orFail(bringUp(catalog));
    if (said.is === 'find' && catalog) {
      const { number, query, from, count } = said;
      line.postMessage({ is: 'found', number, found: catalog.find(query, from, count) });
    }
  };
  line.onmessage = ({ data }) => hear(data);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function atMost(work: () => void, everyMs: number): () => void {
  let lastMs = 0;
  return () => {
    if (performance.now() - lastMs < everyMs) return;
    lastMs = performance.now();
    work();
  };
}
