import { lazy, Suspense } from 'react';
import type { Problem } from '../../lib/core/problem';

const SaidProblems = lazy(async () => ({ default: (await import('./SaidProblems')).SaidProblems }));

/** What just went wrong, each in its own words. They come when there is something to say: mostly there is not. */
export const Problems = ({ problems }: { readonly problems: readonly Problem[] }) =>
  problems.length > 0 && (
    <Suspense fallback={null}>
      <SaidProblems problems={problems} />
    </Suspense>
  );
