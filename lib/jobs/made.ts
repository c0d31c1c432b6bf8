/** What was made in 3D and paid for: fetched, looked at, sealed, one file after the other. */
import { fail } from '../core/problem';
import { pictureMediaOf } from '../files/kinds';
import { keepFile } from '../files/store';
import { readBytes } from '../http/answer';
import { fetchFile } from '../http/send';
import type { Made3d } from '../providers/makes-3d';
import { requireWire } from './calling';
import type { Working } from './working';

const MOST_BYTES = 256 * 1024 * 1024;

export async function keepMade({ held, key, signal }: Working, files: readonly Made3d[]): Promise<void> {
  const { downloads } = requireWire(key.provider);
  for (const [at, made] of files.entries()) {
    if (held.state.made?.some((kept) => kept.at === at)) continue;
    const bytes = 'bytes' in made ? made.bytes : await fetched(made.url, downloads, signal);
    const media = pictureMediaOf(bytes) ?? 'model/gltf-binary';
    const file = await keepFile(bytes, { media, name: '' });
    await held.happen({ is: 'kept', made: { at, role: made.role, file } });
  }
}

async function fetched(url: string, downloads: readonly string[], signal: AbortSignal) {
  const response = await fetchFile(url, downloads, signal);
  if (!response.ok) return fail('file-gone', { status: response.status });
  return readBytes(response, MOST_BYTES);
}
