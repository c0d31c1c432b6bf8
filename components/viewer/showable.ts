/** Whether a file can be shown, told before anything heavy is loaded. */
import type { Figures } from '../../lib/files/glb';

export const MOST_BYTES = 150_000_000;
export const MOST_TRIANGLES = 10_000_000;

export type Obstacle =
  | 'other-format'
  | 'too-large'
  | 'too-many'
  | 'no-webgl'
  | 'not-loaded'
  | 'damaged'
  | 'lost';

const HEADER_BYTES = 12;
const GLB_MAGIC = 0x46546c67;

/** Undefined when nothing speaks against it. A GLB says its own length: one that was cut is not even tried. */
export async function findObstacle(file: Blob, figures: Figures | undefined): Promise<Obstacle | undefined> {
  const header = new DataView(await file.slice(0, HEADER_BYTES).arrayBuffer());
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== GLB_MAGIC) return 'other-format';
  if (header.getUint32(4, true) !== 2 || header.getUint32(8, true) !== file.size) return 'damaged';
  if (file.size > MOST_BYTES) return 'too-large';
  return (figures?.triangles ?? 0) > MOST_TRIANGLES ? 'too-many' : undefined;
}
