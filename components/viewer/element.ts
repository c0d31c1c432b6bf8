/**
 * model-viewer's element, of the parts that are used here: nothing of rooms, spots and other models. This module is
 * heavy and is loaded with the first model that is opened.
 */
import { AnimationMixin } from '@google/model-viewer/lib/features/animation.js';
import { ControlsMixin } from '@google/model-viewer/lib/features/controls.js';
import { EnvironmentMixin } from '@google/model-viewer/lib/features/environment.js';
import { LoadingMixin } from '@google/model-viewer/lib/features/loading.js';
import ModelViewerElementBase, { $scene } from '@google/model-viewer/lib/model-viewer-base.js';
import { $loader, ktx2Loader } from '@google/model-viewer/lib/three-components/CachingGLTFLoader.js';
import { Renderer } from '@google/model-viewer/lib/three-components/Renderer.js';

export class ModelElement extends EnvironmentMixin(
  ControlsMixin(LoadingMixin(AnimationMixin(ModelViewerElementBase))),
) {
  /** The scene asks for both; they belong to a part that edits models, which stays out. */
  readonly orientation = '0 0 0';
  readonly scale = '1 1 1';
}

customElements.define('model-viewer', ModelElement);
// What is closed is gone: a second look reads the file again, which is here.
ModelElement.modelCacheSize = 0;

/** What we touch of three's objects, which have no types. */
export interface Mesh {
  readonly isMesh?: true;
  readonly geometry: {
    readonly index: { readonly count: number } | null;
    readonly attributes: { readonly position?: { readonly count: number } };
  };
  material: unknown;
}
interface Scene {
  readonly model: { traverse(visit: (node: Mesh) => void): void } | null;
  queueRender(): void;
  /** More than once does no harm. */
  dispose(): void;
}

export const sceneOf = (element: ModelElement): Scene => element[$scene] as unknown as Scene;

interface Drawing {
  readonly threeRenderer: { forceContextLoss(): void } | null;
  readonly loader: { readonly [$loader]: { readonly dracoLoader: { dispose(): void } } };
  dispose(): void;
}

export const canDraw = (): boolean => Renderer.singleton.canRender;

/** The drawing context, what it holds, and the decoders' workers. The next model makes them anew. */
export function freeAll(): void {
  const drawing = Renderer.singleton as unknown as Drawing;
  const { threeRenderer, loader } = drawing;
  drawing.dispose();
  // Otherwise the browser keeps it until it has time to find that nobody wants it: after sixteen it takes one away.
  threeRenderer?.forceContextLoss();
  loader[$loader].dracoLoader.dispose();
  ktx2Loader.dispose();
  Reflect.set(Renderer, '_singleton', undefined);
}
