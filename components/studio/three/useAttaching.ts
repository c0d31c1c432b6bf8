import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { type Problem, problem, toProblem } from '../../../lib/core/problem';
import { newTurn } from '../../../lib/core/turn';
import type { FormStore, View } from '../form';
import { preparePicture } from './pictures';
import { placesFor, SIDES, withPicture } from './views';

export interface Attaching {
  readonly isBusy: boolean;
  readonly problems: readonly Problem[];
  add(files: readonly File[], side: View): void;
  paste(event: ClipboardEvent): void;
  readonly drop: {
    onDragOver(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** Pictures that were chosen, pasted or dropped: the first one shows the front, or the side that was meant. */
export function useAttaching(store: FormStore): Attaching {
  const [busy, setBusy] = useState(0);
  const [inTurn] = useState(newTurn);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const add = async (files: readonly File[], side: View) => {
    if (files.length === 0) return;
    setBusy((count) => count + 1);
    await inTurn(() => take(files, side));
    setBusy((count) => count - 1);
  };
  const take = async (files: readonly File[], side: View) => {
    const places = placesFor(store.get(), side, files.length);
    const found: Problem[] = [];
    for (const [at, view] of places.entries()) {
      const file = files[at];
      if (!file) continue;
      try {
        const picture = await preparePicture(file, file.name);
        store.change(withPicture(store.get(), view, picture));
      } catch (error) {
        found.push(toProblem(error));
      }
    }
    if (files.length > places.length) found.push(problem('files-too-many', { most: SIDES.length }));
    setProblems(found);
  };
  return {
    isBusy: busy > 0,
    problems,
    add: (files, side) => void add(files, side),
    paste: (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      void add(files, 'front');
    },
    drop: {
      onDragOver: (event) => event.preventDefault(),
      onDrop: (event) => {
        event.preventDefault();
        void add([...event.dataTransfer.files], 'front');
      },
    },
  };
}
