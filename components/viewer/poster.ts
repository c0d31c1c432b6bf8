/** A picture of what a job made, sealed like any file, and handed to that job: lists show it. */
import { dropFiles, keepFile } from '../../lib/files/store';
import { ask } from '../../lib/messages/client';
import { jobsPoster } from '../../lib/messages/jobs';

export async function keepPoster(jobId: string, poster: Blob): Promise<void> {
  const { width, height, close } = await sizeOf(poster);
  close();
  await keepPicture(jobId, poster, { width, height });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export async function keepPicture(jobId: string, blob: Blob, size: Size): Promise<void> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const file = await keepFile(bytes, { media: blob.type, name: '', ...size });
  const { isKept } = await ask(jobsPoster, { id: jobId, file });
  // Another page was quicker. Nobody else knows of this one.
  if (!isKept) await dropFiles([file.id]);
}

async function sizeOf(poster: Blob) {
  const bitmap = await createImageBitmap(poster);
  return { width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
}
