/**
 * A picture for 3D: looked at, turned upright, without what a camera wrote into it (where and when it was taken), and
 * no larger than services take. What comes out is a PNG or a JPEG: not all of them read more.
 */
import { fail } from '../../../lib/core/problem';
import { isSvg, pictureMediaOf } from '../../../lib/files/kinds';
import type { KeptFile } from '../../../lib/files/record';
import { keepFile } from '../../../lib/files/store';

/** Of what is chosen: a large one is scaled down, an absurd one is not even opened. */
const MOST_READ_BYTES = 100 * 1024 * 1024;
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_SIDE = 6_000;
/** Below that services see too little: a small picture is enlarged, as far as it may be. */
const GOOD_SIDE = 256;
const LEAST_SIDE = 20;
const QUALITY = 0.95;
const SMALLER = 0.7;

export async function preparePicture(file: Blob, called: string): Promise<KeptFile> {
  const name = called.slice(0, 200);
  if (file.size > MOST_READ_BYTES) fail('file-too-large', { name, most: '100 MB' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const media = pictureMediaOf(bytes);
  if (!media) return fail(isSvg(bytes) ? 'svg-not-taken' : 'file-kind-unknown', { name });
  const bitmap = await decode(new Blob([bytes], { type: media }));
  try {
    return await keepFrom(bitmap, media === 'image/jpeg', name);
  } finally {
    bitmap.close();
  }
}

/** Upright, as its EXIF says; a picture that does not decode is damaged, whatever it begins with. */
const decode = (blob: Blob): Promise<ImageBitmap> =>
  createImageBitmap(blob).catch(() => fail('picture-damaged'));

async function keepFrom(bitmap: ImageBitmap, wasPhoto: boolean, name: string): Promise<KeptFile> {
  let isPhoto = wasPhoto;
  const { width: w, height: h } = bitmap;
  let scale = Math.min(Math.max(1, GOOD_SIDE / Math.min(w, h)), MOST_SIDE / Math.max(w, h));
  for (;;) {
    const width = Math.round(w * scale);
    const height = Math.round(h * scale);
    if (Math.min(width, height) < LEAST_SIDE) fail('picture-too-narrow', { name, least: LEAST_SIDE });
    const blob = await drawn(bitmap, width, height, isPhoto);
    if (blob.size <= MOST_BYTES) {
      const media = isPhoto ? 'image/jpeg' : 'image/png';
      return keepFile(new Uint8Array(await blob.arrayBuffer()), { media, name, width, height });
    }
    // First as a photograph, which is a tenth of the size, then smaller.
    if (isPhoto) scale *= SMALLER;
    isPhoto = true;
  }
}

async function drawn(bitmap: ImageBitmap, width: number, height: number, isPhoto: boolean): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return fail('picture-damaged');
  if (isPhoto) {
    // A photograph has no holes: what was see-through would turn black.
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
  }
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob(isPhoto ? { type: 'image/jpeg', quality: QUALITY } : { type: 'image/png' });
}
