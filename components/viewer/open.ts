/** One opened model: what can be done with it, until it is closed. */

import { countFigures, type SceneFigures } from './counted';
import { canDraw, freeAll, type Mesh, ModelElement, sceneOf } from './element';
import type { Obstacle } from './showable';
import { dress, type Surface } from './surfaces';

export interface Opened {
  readonly figures: SceneFigures;
  readonly animations: readonly string[];
  /** From the start, unless motion is not wanted. */
  readonly isPlaying: boolean;
  dress(surface: Surface): void;
  light(exposure: number): void;
  play(animation: string): void;
  pause(): void;
  /** By so many presses of a key; less than none goes away from it. */
  zoom(presses: number): void;
  reset(): void;
}

export interface Opening {
  /** Rejects with an `ObstacleError`. */
  readonly shown: Promise<Opened>;
  /** As it is drawn now. */
  poster(): Promise<Blob>;
  close(): void;
}

export class ObstacleError extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle);
  }
}

export interface Wishes {
  readonly alt: string;
  readonly isMotionReduced: boolean;
  /** The browser took the drawing context back, at any time. */
  onLost(): void;
}

const POSTER = { mimeType: 'image/webp', qualityArgument: 0.85 } as const;
/** model-viewer lets go of a model so long after it left the page. */
const AFTER_CLOSE_MS = 50;

let openCount = 0;

export function openModel(host: HTMLElement, url: string, wishes: Wishes): Opening {
  if (!canDraw())
    return { shown: cannotBe('no-webgl'), poster: () => cannotBe('no-webgl'), close: freeIfUnused };
  openCount += 1;
  const element = make(url, wishes);
  const clothes = dress(
    () => meshesOf(element),
    host,
    () => sceneOf(element).queueRender(),
  );
  const settled = untilSettled(element);
  const shown = untilShown(element).then(() => handle(element, clothes.wear));
  element.addEventListener('error', (event) => {
    if (isLost(event)) wishes.onLost();
  });
  host.append(element);
  let isClosed = false;
  return {
    shown,
    poster: () => element.toBlob(POSTER),
    close() {
      if (isClosed) return;
      isClosed = true;
      // Its own materials, so that they are found and let go of.
      clothes.takeOff();
      element.remove();
      // What is still being read would be kept for ever: it is let go of when it is there.
      void settled.then(() => {
        sceneOf(element).dispose();
        openCount -= 1;
        setTimeout(freeIfUnused, AFTER_CLOSE_MS);
      });
    },
  };
}

const freeIfUnused = () => {
  if (openCount === 0) freeAll();
};

const cannotBe = (obstacle: Obstacle): Promise<never> => {
  const refused = Promise.reject<never>(new ObstacleError(obstacle));
  refused.catch(() => undefined);
  return refused;
};

function make(url: string, { alt, isMotionReduced }: Wishes): ModelElement {
  const element = new ModelElement();
  Object.assign(element, {
    ...{ src: url, alt, loading: 'eager', environmentImage: 'neutral' },
    ...{ cameraControls: true, interactionPrompt: 'none', touchAction: 'pan-y' },
    autoplay: !isMotionReduced,
    // How long a turn swings on.
    ...(isMotionReduced && { interpolationDecay: 0 }),
  });
  element.className = 'absolute inset-0 block size-full';
  return element;
}

interface ErrorEvent extends Event {
  readonly detail?: { readonly type?: string };
}
const isLost = (event: ErrorEvent): boolean => event.detail?.type === 'webglcontextlost';

/** Read, or found unreadable. */
const untilSettled = (element: ModelElement): Promise<void> =>
  new Promise((resolve) => {
    element.addEventListener('load', () => resolve(), { once: true });
    element.addEventListener('error', (event) => {
      if (!isLost(event)) resolve();
    });
  });

/** Loaded, and drawn once: only then is there anything to see. */
const untilShown = (element: ModelElement): Promise<void> =>
  new Promise((resolve, reject) => {
    element.addEventListener(
      'poster-dismissed',
      () => requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      { once: true },
    );
    element.addEventListener('error', (event) =>
      reject(new ObstacleError(isLost(event) ? 'lost' : 'damaged')),
    );
  });

function handle(element: ModelElement, wear: (surface: Surface) => void): Opened {
  const animations = element.availableAnimations;
  const { cameraOrbit, cameraTarget, fieldOfView } = element;
  return {
    animations,
    isPlaying: animations.length > 0 && !element.paused,
    figures: countFigures(meshesOf(element)),
    dress: wear,
    light(exposure) {
      element.exposure = exposure;
    },
    play(animation) {
      element.animationName = animation;
      element.play();
    },
    pause: () => element.pause(),
    zoom: (presses) => element.zoom(presses),
    reset() {
      Object.assign(element, { cameraOrbit, cameraTarget, fieldOfView });
    },
  };
}

function meshesOf(element: ModelElement): Mesh[] {
  const meshes: Mesh[] = [];
  sceneOf(element).model?.traverse((node) => {
    if (node.isMesh) meshes.push(node);
  });
  return meshes;
}
