/**
 * Pictures as the library shows them. A small one is drawn once and kept, sealed, as the poster of its job: like a
 * model's own it is carried by backups and destroyed with it. One at a time: never are two open at full size.
 */
import { fail } from '../../lib/core/problem';
import { newTurn } from '../../lib/core/turn';
import type { KeptFile } from '../../lib/files/record';
import type { Job } from '../../lib/jobs/record';
import { isPicture } from '../studio/FileChips';
import { readBlob } from '../studio/useFileUrl';

/** As wide and as high as a tile, on a screen with two dots in a pixel. */
const WIDE = 320;
const HIGH = 240;
/** A picture no longer than that is shown as it is. */
const SMALL_SIDE = 640;
const SMALL_BYTES = 64 * 1024;
const KIND = { type: 'image/webp', quality: 0.8 } as const;

/** What shows a job, however large it is. */
export function pictureOf({ state }: Job): KeptFile | undefined {
  const made = state.made ?? [];
  const shown = made.find(({ role }) => role === 'poster') ?? made.find(({ role }) => role === 'reference');
  return [...(shown ? [shown.file] : []), ...state.images].find(isPicture);
}

const inTurn = newTurn();

/** Small enough to be shown many times over. */
export async function readSmall(job: Job, file: KeptFile, signal: AbortSignal): Promise<Blob> {
  if (isSmall(file)) return readBlob(file, signal);
  return inTurn(async () => {
    signal.throwIfAborted();
    const { blob, size } = await draw(await readBlob(file, signal), file);
    // Nobody waits for that, and the next one who looks tries again.
    if (mayKeep(job)) void keep(job, blob, size).catch(() => undefined);
    return blob;
  });
}

const isSmall = ({ width, height, sealed }: KeptFile): boolean =>
  width === undefined || height === undefined
    ? sealed.byteCount <= SMALL_BYTES
    : Math.max(width, height) <= SMALL_SIDE;

/** A model's poster shows the model. */
const mayKeep = ({ request, state }: Job): boolean => request.make !== 'model3d' && state.place === 'done';

async function keep(job: Job, blob: Blob, size: Size): Promise<void> {
  const { keepPicture } = await import('../viewer/poster');
  await keepPicture(job.request.id, blob, size);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** It fills a tile, also when it is very long; it never grows. */
function fitted({ width, height }: Size): Size {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const scale = Math.min(1, Math.max(WIDE / long, HIGH / short), SMALL_SIDE / long);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function draw(blob: Blob, { width, height }: KeptFile): Promise<{ blob: Blob; size: Size }> {
  const known = width && height ? fitted({ width, height }) : undefined;
  // The browser makes it smaller while it opens it, beside this page's own thread.
  const bitmap = await (known
    ? createImageBitmap(blob, {
        resizeWidth: known.width,
        resizeHeight: known.height,
        resizeQuality: 'medium',
      })
    : createImageBitmap(blob));
  try {
    const size = known ?? fitted(bitmap);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d') ?? fail('picture-damaged');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, size.width, size.height);
    return { blob: await canvas.convertToBlob(KIND), size };
  } finally {
    bitmap.close();
  }
}
