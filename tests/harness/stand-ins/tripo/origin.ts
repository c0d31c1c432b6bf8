/** What may go on from what. */
import type { Said } from '../shape';
import { invalid, notFound, refuse } from './errors';
import { type Body, clipsOf } from './kinds';

export interface Origin {
  readonly key: string;
  readonly type: string;
  readonly body: Body;
  readonly status: string;
}

const BEGINNINGS = new Set(['text_to_model', 'image_to_model', 'multiview_to_model']);
const SPLIT = new Set(['mesh_segmentation', 'mesh_completion']);
const MESHES = new Set([...BEGINNINGS, ...SPLIT, 'texture_model', 'highpoly_to_lowpoly']);
const MOVING = new Set(['animate_rig', 'animate_retarget']);
const WITHOUT_BONES = new Set(['OBJ', 'STL', '3MF']);

const wrongType: Said = refuse(400, 2006, 'The type of the input original task is invalid');

export function refusedOrigin(
  type: string,
  body: Body,
  key: string,
  origin: Origin | undefined,
): Said | undefined {
  if (BEGINNINGS.has(type)) return undefined;
  // Also what another key of the same account made.
  if (!origin || origin.key !== key) return notFound;
  if (origin.status !== 'success')
    return refuse(400, 2007, 'The status of the input original task is not success');
  if (body.part_names !== undefined && !SPLIT.has(origin.type)) return invalid('part_names needs parts');
  const isFbx = origin.body.quad === true || origin.body.out_format === 'fbx';
  switch (type) {
    case 'animate_retarget':
      return refusedMove(body, origin);
    case 'mesh_completion':
      return origin.type === 'mesh_segmentation' ? undefined : wrongType;
    case 'convert_model':
      if (!MESHES.has(origin.type) && !MOVING.has(origin.type)) return wrongType;
      return MOVING.has(origin.type) && WITHOUT_BONES.has(String(body.format))
        ? invalid('format holds no skeleton')
        : undefined;
    case 'animate_prerigcheck':
    case 'animate_rig':
    case 'mesh_segmentation':
      if (isFbx) return refuse(400, 2004, 'The file type is not supported');
      return MESHES.has(origin.type) ? undefined : wrongType;
    default:
      return MESHES.has(origin.type) ? undefined : wrongType;
  }
}

/** Each kind of skeleton knows its own movements, and a biped those of the first version alone. */
function refusedMove(body: Body, { type, body: rig }: Origin): Said | undefined {
  if (type !== 'animate_rig') return refuse(400, 2012, 'The original task has not been rigged');
  const isOwn = (clip: unknown) => String(clip).startsWith(`preset:${String(rig.rig_type)}:`);
  return clipsOf(body).every(isOwn) ? undefined : invalid('animation does not fit the rig');
}
