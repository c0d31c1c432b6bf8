import { useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import type { Hit } from '../../lib/library/talk';

export type Zipping =
  | { readonly state: 'idle' }
  | { readonly state: 'packing'; readonly done: number; readonly total: number }
  | { readonly state: 'packed'; readonly files: number; readonly bytes: number; readonly missing: number }
  | { readonly state: 'failed'; readonly problem: Problem };

/** The download has the address by then; what it holds is let go of later. */
const KEPT_MS = 60_000;

/** Packs what was selected and hands it to the browser, as an ordinary download. */
export function useZip() {
  const [zipping, setZipping] = useState<Zipping>({ state: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const pack = async (hits: readonly Hit[]) => {
    const end = new AbortController();
    running.current?.abort();
    running.current = end;
    const total = hits.length;
    setZipping({ state: 'packing', done: 0, total });
    const told = await packAndSave(hits, end.signal, (done) => {
      if (!end.signal.aborted) setZipping({ state: 'packing', done, total });
    });
    if (!end.signal.aborted) setZipping(told);
  };
  const stop = () => {
    running.current?.abort();
    setZipping({ state: 'idle' });
  };
  return { zipping, pack, stop };
}

async function packAndSave(
  hits: readonly Hit[],
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<Zipping> {
  try {
    const { packJobs, stampOf } = await import('../../lib/library/zip');
    const { blob, files, missing } = await packJobs(hits, signal, tell);
    if (files > 0) save(blob, `firekeep-library-${stampOf(Date.now())}.zip`);
    return { state: 'packed', files, bytes: blob.size, missing };
  } catch (error) {
    return { state: 'failed', problem: toProblem(error) };
  }
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
