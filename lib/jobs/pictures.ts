/** Pictures that were paid for: taken in, looked at, sealed. What cannot be shown is kept all the same. */
import type { Bytes } from '../core/bytes';
import { fail } from '../core/problem';
import { isSvg, pictureMediaOf } from '../files/kinds';
import type { KeptFile } from '../files/record';
import { keepFile } from '../files/store';
import { readBytes } from '../http/answer';
import { fetchFile, toSendError } from '../http/send';
import type { MadeImage } from '../providers/makes';
import type { Working } from './working';

const MOST_BYTES = 64 * 1024 * 1024;

type Standing = Pick<Working, 'held' | 'signal'>;

export async function keepImages(
  work: Standing,
  images: readonly MadeImage[],
  downloads: readonly string[],
): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const image of images) kept.push(await keepImage(await bytesOf(work, image, downloads)));
  return kept;
}

async function bytesOf({ held, signal }: Standing, image: MadeImage, downloads: readonly string[]) {
  if ('bytes' in image) return image.bytes;
  const response = await fetchFile(image.url, downloads, signal, undefined, held.leaveFile);
  if (!response.ok) {
    await response.body?.cancel();
    return fail('file-gone', { status: response.status });
  }
  // What breaks in the middle throws what the browser likes.
  return readBytes(response, MOST_BYTES).catch((error: unknown) => {
    throw toSendError(error, signal);
  });
}

async function keepImage(bytes: Bytes): Promise<KeptFile> {
  if (bytes.length > MOST_BYTES) fail('file-too-large');
  const media = pictureMediaOf(bytes) ?? (isSvg(bytes) ? 'image/svg+xml' : fail('picture-damaged'));
  const size = media === 'image/svg+xml' ? {} : await sizeOf(bytes, media);
  return keepFile(bytes, { media, name: '', ...size });
}

/** Decoded once, so that a broken one is known as such now and not when somebody looks for it. */
async function sizeOf(bytes: Bytes, media: string): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: media })).catch(() =>
    fail('picture-damaged'),
  );
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
