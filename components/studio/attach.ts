/** What was chosen, pasted or dropped becomes a kept file at once: it survives closing as the words do. */
import { fail, type Problem, problem, toProblem } from '../../lib/core/problem';
import { isSvg, pictureMediaOf, textOf } from '../../lib/files/kinds';
import type { KeptFile } from '../../lib/files/record';
import { keepFile } from '../../lib/files/store';

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_TEXT_BYTES = 1024 * 1024;
const MOST_FILES = 20;

export interface Takes {
  readonly pictures: boolean;
  readonly texts: boolean;
  /** How many stand there already. */
  readonly count: number;
  /** Fewer where the model says so. */
  readonly most?: number | undefined;
}

export interface Attached {
  readonly files: readonly KeptFile[];
  readonly problems: readonly Problem[];
}

export async function attach(files: readonly File[], takes: Takes): Promise<Attached> {
  const room = Math.max(0, Math.min(takes.most ?? MOST_FILES, MOST_FILES) - takes.count);
  const kept: KeptFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    if (kept.length >= room) {
      problems.push(problem('files-too-many', { most: room + takes.count }));
      break;
    }
    try {
      kept.push(await keep(file, takes));
    } catch (error) {
      problems.push(toProblem(error));
    }
  }
  return { files: kept, problems };
}

async function keep(file: File, takes: Takes): Promise<KeptFile> {
  const name = file.name.slice(0, 200);
  if (file.size > MOST_BYTES) fail('file-too-large', { name, most: '20 MB' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const media = pictureMediaOf(bytes);
  if (media) {
    if (!takes.pictures) fail('pictures-not-taken', { name });
    return keepFile(bytes, { media, name, ...(await sizeOf(file)) });
  }
  if (isSvg(bytes)) fail('svg-not-taken', { name });
  if (textOf(bytes) === undefined) fail('file-kind-unknown', { name });
  if (!takes.texts) fail('texts-not-taken', { name });
  if (bytes.length > MOST_TEXT_BYTES) fail('file-too-large', { name, most: '1 MB' });
  return keepFile(bytes, { media: 'text/plain', name });
}

/** A picture that does not decode is damaged, whatever it begins with. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number } | undefined> {
  if (typeof createImageBitmap === 'undefined') return undefined;
  try {
    const { width, height } = await createImageBitmap(file);
    return { width, height };
  } catch {
    return fail('picture-damaged');
  }
}
