/** A picture of a model, sealed like any file, and handed to the job that made the model. */
import { keepFile } from '../../lib/files/store';
import { ask } from '../../lib/messages/client';
import { jobsPoster } from '../../lib/messages/jobs';

export async function keepPoster(jobId: string, poster: Blob): Promise<void> {
  const { width, height, close } = await sizeOf(poster);
  close();
  const bytes = new Uint8Array(await poster.arrayBuffer());
  const file = await keepFile(bytes, { media: poster.type, name: '', width, height });
  await ask(jobsPoster, { id: jobId, file });
}

async function sizeOf(poster: Blob) {
  const bitmap = await createImageBitmap(poster);
  return { width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
}
