/** Draco's own encoder, which comes with three for whoever exports models. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';

interface Pointer {
  readonly ptr: number;
}
interface DracoModule {
  readonly TRIANGULAR_MESH: number;
  readonly POSITION: number;
  readonly NORMAL: number;
  Mesh: new () => Pointer;
  MeshBuilder: new () => {
    AddFacesToMesh(mesh: Pointer, faces: number, indices: Uint32Array): void;
    AddFloatAttributeToMesh(
      mesh: Pointer,
      kind: number,
      count: number,
      size: number,
      values: Float32Array,
    ): number;
  };
  Encoder: new () => {
    SetEncodingMethod(method: number): void;
    SetAttributeQuantization(kind: number, bits: number): void;
    EncodeMeshToDracoBuffer(mesh: Pointer, target: DracoArray): number;
  };
  DracoInt8Array: new () => DracoArray;
  readonly MESH_EDGEBREAKER_ENCODING: number;
}
interface DracoArray {
  GetValue(at: number): number;
}

/** Its file says `var DracoEncoderModule`, for pages. */
function load(): DracoModule {
  const path = fileURLToPath(import.meta.resolve('three/examples/jsm/libs/draco/draco_encoder.js'));
  const code = readFileSync(path, 'utf8');
  const make = runInThisContext(`(function (exports, module) { ${code}; return DracoEncoderModule; })`);
  return make(undefined, undefined)();
}

interface Given {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
}

let draco: DracoModule | undefined;

export function dracoOf({ positions, normals, indices }: Given) {
  draco ??= load();
  const builder = new draco.MeshBuilder();
  const mesh = new draco.Mesh();
  const count = positions.length / 3;
  builder.AddFacesToMesh(mesh, indices.length / 3, indices);
  const ids = {
    POSITION: builder.AddFloatAttributeToMesh(mesh, draco.POSITION, count, 3, positions),
    NORMAL: builder.AddFloatAttributeToMesh(mesh, draco.NORMAL, count, 3, normals),
  };
  const encoder = new draco.Encoder();
  encoder.SetEncodingMethod(draco.MESH_EDGEBREAKER_ENCODING);
  const target = new draco.DracoInt8Array();
  const length = encoder.EncodeMeshToDracoBuffer(mesh, target);
  if (length === 0) throw new Error('Draco encoded nothing');
  return { bytes: Uint8Array.from({ length }, (_, at) => target.GetValue(at) & 255), ids };
}
