import { type RefObject, useEffect, useState } from 'react';
import type { Figures } from '../../lib/files/glb';
import type { Opened, Opening } from './open';
import { findObstacle, type Obstacle } from './showable';

export type View =
  | { readonly state: 'opening' }
  | { readonly state: 'cannot'; readonly obstacle: Obstacle }
  | { readonly state: 'shown'; readonly model: Opened };

interface Given {
  readonly file: Blob;
  readonly url: string | undefined;
  readonly alt: string;
  readonly figures: Figures | undefined;
  readonly onPoster: ((poster: Blob) => void) | undefined;
}

const isObstacle = (error: unknown): error is { readonly obstacle: Obstacle } =>
  error instanceof Error && 'obstacle' in error;

/** Opens the file in `host` and closes it when it is no longer shown. Nothing heavy is loaded before a model is due. */
export function useModel(host: RefObject<HTMLElement | null>, given: Given): View {
  const [view, setView] = useState<View>({ state: 'opening' });
  const { url } = given;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file has another address; words may change as they like
  useEffect(() => {
    const place = host.current;
    if (!url || !place) return;
    setView({ state: 'opening' });
    let isOver = false;
    let opening: Opening | undefined;
    const tell = (told: View) => {
      if (!isOver) setView(told);
    };
    const cannot = (error: unknown) =>
      tell({ state: 'cannot', obstacle: isObstacle(error) ? error.obstacle : 'damaged' });
    const open = async () => {
      const obstacle = await findObstacle(given.file, given.figures);
      if (obstacle || isOver) return obstacle && tell({ state: 'cannot', obstacle });
      // After an update its file is no longer there.
      const viewer = await import('./open').catch(() => undefined);
      if (!viewer || isOver) return tell({ state: 'cannot', obstacle: 'not-loaded' });
      opening = viewer.openModel(place, url, {
        alt: given.alt,
        isMotionReduced: matchMedia('(prefers-reduced-motion: reduce)').matches,
        onLost: () => tell({ state: 'cannot', obstacle: 'lost' }),
      });
      tell({ state: 'shown', model: await opening.shown });
      if (isOver || !given.onPoster) return;
      // Without one the model is there all the same.
      await opening.poster().then(given.onPoster, () => undefined);
    };
    open().catch(cannot);
    return () => {
      isOver = true;
      opening?.close();
    };
  }, [url]);
  return view;
}
