/** Where its files lie: signed links, each good for a while, and a page of XML afterwards. */
import { randomUUID } from 'node:crypto';
import { modelAs } from '../../model-bytes';
import { png } from '../../picture-bytes';
import type { Heard, Said, StandIn } from '../shape';

const HOST = 'assets.meshy.ai';
const files = new Map<string, { readonly bytes: Uint8Array; readonly media: string }>();

export interface At {
  /** Of the task. */
  readonly id: string;
  /** The links are over already. */
  readonly isLate: boolean;
  readonly isForeign: boolean;
}

function keep({ id, isLate, isForeign }: At, name: string, bytes: Uint8Array): string {
  const path = `/0a1b2c3d/tasks/${id}/output/${name}`;
  const media = name.endsWith('.png') ? 'image/png' : 'application/octet-stream';
  if (!files.has(path)) files.set(path, { bytes, media });
  const expires = Math.floor(Date.now() / 1000) + (isLate ? -60 : 3 * 86_400);
  const host = isForeign ? `${HOST}.evil.example` : HOST;
  return `https://${host}${path}?Expires=${expires}&Signature=${randomUUID()}&Key-Pair-Id=KSTANDIN`;
}

export const urlsAt = (formats: readonly string[], at: At, hasBlanks: boolean): object => ({
  ...(hasBlanks ? { fbx: '', usdz: '' } : {}),
  ...Object.fromEntries(
    formats.flatMap((format) => {
      const bytes =
        format === 'obj' ? Buffer.from('mtllib model.mtl\no model\n') : modelAs(format, at.id.length);
      return bytes ? [[format, keep(at, `model.${format}`, bytes)]] : [];
    }),
  ),
  ...(formats.includes('obj') ? { mtl: keep(at, 'model.mtl', Buffer.from('newmtl model\n')) } : {}),
});

export const posterAt = (at: At): string => keep(at, 'preview.png', png(7));

const animated = () => modelAs('glb', 3, true) ?? new Uint8Array();
const still = (format: string) => modelAs(format) ?? new Uint8Array();

export const resultAt = (isRig: boolean, at: At): object =>
  isRig
    ? {
        rigged_character_glb_url: keep(at, 'rigged.glb', still('glb')),
        rigged_character_fbx_url: keep(at, 'rigged.fbx', still('fbx')),
        basic_animations: {
          walking_glb_url: keep(at, 'walking.glb', animated()),
          walking_fbx_url: keep(at, 'walking.fbx', still('fbx')),
          walking_armature_glb_url: keep(at, 'walking_armature.glb', animated()),
          running_glb_url: keep(at, 'running.glb', animated()),
          running_fbx_url: keep(at, 'running.fbx', still('fbx')),
        },
      }
    : {
        animation_glb_url: keep(at, 'animation.glb', animated()),
        animation_fbx_url: keep(at, 'animation.fbx', still('fbx')),
        processed_usdz_url: '',
      };

const DENIED = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>';

export const meshyFiles: NonNullable<StandIn['files']> = {
  hosts: [HOST],
  answer({ path, query }: Heard): Said | undefined {
    const file = files.get(path);
    if (!file) return undefined;
    const isSigned = query.has('Signature') && query.has('Key-Pair-Id');
    if (!isSigned || Number(query.get('Expires')) * 1000 < Date.now())
      return { status: 403, headers: { 'content-type': 'application/xml' }, body: DENIED };
    return { status: 200, headers: { 'content-type': file.media }, body: file.bytes };
  },
};
