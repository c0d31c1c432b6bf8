import { lazy, Suspense } from 'react';
import type { FileChipsProps } from './FileChips';

const FileChips = lazy(async () => ({ default: (await import('./FileChips')).FileChips }));

/** What goes with a prompt: mostly nothing, and then there is nothing to load. */
export const Files = (props: FileChipsProps) =>
  props.files.length > 0 && (
    <Suspense fallback={null}>
      <FileChips {...props} />
    </Suspense>
  );
