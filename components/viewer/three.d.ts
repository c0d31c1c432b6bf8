/** What we and the build use of three, which has no types of its own. */
declare module 'three' {
  interface Paint {
    readonly color: number | string;
    readonly roughness?: number;
    readonly wireframe?: boolean;
  }
  class Material {
    dispose(): void;
  }
  export class MeshStandardMaterial extends Material {
    constructor(paint: Paint);
  }
  export class MeshBasicMaterial extends Material {
    constructor(paint: Paint);
  }
}

declare module 'three/examples/jsm/loaders/KTX2Loader.js' {
  export const KTX2Loader: {
    readonly BasisWorker: () => void;
    readonly EngineFormat: object;
    readonly EngineType: object;
    readonly TranscoderFormat: object;
    readonly BasisFormat: object;
  };
}
