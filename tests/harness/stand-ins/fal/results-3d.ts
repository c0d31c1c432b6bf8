/** A finished model as each endpoint tells of it: the same things under names of their own. */
import { modelAs } from '../../model-bytes';
import { png } from '../../picture-bytes';

type Body = Readonly<Record<string, unknown>>;
export type Keep = (name: string, bytes: Uint8Array) => string;

const OBJ = new TextEncoder().encode('mtllib model.mtl\no model\n');

/** Size and type may be missing. */
const fileOf = (keep: Keep, format: string, isAnimated = false) => {
  const bytes = format === 'obj' ? OBJ : (modelAs(format, 5, isAnimated) ?? OBJ);
  const media = format === 'glb' ? 'model/gltf-binary' : null;
  return { url: keep(`model.${format}`, bytes), content_type: media, file_name: `model.${format}` };
};
const pictureOf = (keep: Keep) => ({ url: keep('preview.png', png(3)), content_type: 'image/png' });

export function result3d(endpoint: string, body: Body, keep: Keep): object {
  const file = (format: string, isAnimated = false) => fileOf(keep, format, isAnimated);
  const glb = () => file('glb');
  if (endpoint.startsWith('fal-ai/hunyuan')) {
    const model = glb();
    const others = { fbx: file('fbx'), obj: file('obj'), usdz: file('usdz'), texture: pictureOf(keep) };
    return { model_glb: model, model_urls: { glb: model, ...others }, thumbnail: pictureOf(keep), seed: 7 };
  }
  if (endpoint.startsWith('tripo3d/')) {
    const model = file(body.quad === true ? 'fbx' : 'glb');
    return { model_mesh: model, model_urls: {}, rendered_image: pictureOf(keep) };
  }
  if (endpoint.startsWith('meshy/'))
    return {
      model_glb: glb(),
      model_urls: { fbx: file('fbx'), obj: null },
      texture_urls: [{ base_color: pictureOf(keep) }],
      thumbnail: pictureOf(keep),
      rigged_character_glb: body.enable_rigging === true ? file('glb', true) : null,
    };
  if (endpoint === 'fal-ai/trellis-2') return { model_glb: glb() };
  const model = file(String(body.geometry_file_format ?? 'glb'));
  return { model_mesh: model, model_meshes: [model, glb()], textures: [pictureOf(keep)] };
}
