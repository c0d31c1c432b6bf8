/** What was made in 3D and paid for: fetched, looked at, sealed, one file after the other. */
import type { Bytes } from '../core/bytes';
import { fail } from '../core/problem';
import { arrive } from '../files/arrive';
import { pictureMediaOf } from '../files/kinds';
import { Look } from '../files/look';
import type { Arrival, KeptFile } from '../files/record';
import { assertDamaged, keepFile, readPieces } from '../files/store';
import { readBytes } from '../http/answer';
import { within } from '../http/limit';
import { fetchFile } from '../http/send';
import type { Made3d } from '../providers/makes-3d';
import { requireWire } from './calling';
import type { Made, State } from './record';
import type { Working } from './working';

const MOST_PICTURE_BYTES = 20 * 1024 * 1024;
const PICTURE_TRIES = 2;
/** Until the first byte. How long the rest takes is not ours to say. */
const ANSWER_MS = 60_000;
const PICTURE_MS = 60_000;

/** Models first, each once. A picture of one that does not come holds nothing up. */
export async function keepMade(work: Working, files: readonly Made3d[]): Promise<void> {
  const { held } = work;
  const inTurn = [...files.entries()].sort(([, a], [, b]) => turnOf(a) - turnOf(b));
  for (const [at, file] of inTurn) {
    if (held.state.made?.some((kept) => kept.at === at)) continue;
    const kept = file.role === 'model' ? await keepModel(work, at, file) : await keepPicture(work, file);
    if (kept) await held.happen({ is: 'kept', made: { at, role: file.role, ...kept } });
  }
}

const turnOf = ({ role }: Made3d): number => (role === 'model' ? 0 : 1);

/** Whether more of it is here than before, and stays. */
export const cameFurther = (before: State, now: State): boolean =>
  (now.made?.length ?? 0) > (before.made?.length ?? 0) ||
  Object.entries(now.arrivals ?? {}).some(([at, { id, chunkCount }]) => {
    const known = before.arrivals?.[at];
    return known?.id === id && known.chunkCount < chunkCount;
  });

/** Models of it that cannot be read back from the disk. Of a disk that does not answer nothing is said. */
export async function findDamaged({ made = [] }: State): Promise<readonly Made[]> {
  const damaged: Made[] = [];
  for (const one of made) if (one.role === 'model' && !(await isWhole(one.file))) damaged.push(one);
  return damaged;
}

async function isWhole(file: KeptFile): Promise<boolean> {
  try {
    for await (const _ of readPieces(file));
    return true;
  } catch (error) {
    await assertDamaged(file.id, error);
    return false;
  }
}

type Kept = Pick<Made, 'file' | 'figures'>;

async function keepModel(work: Working, at: number, made: Made3d): Promise<Kept> {
  if ('bytes' in made) {
    // These cannot be asked for again: of whatever kind they are, they are kept.
    const look = new Look('bin');
    look.take(made.bytes);
    const { media, ...seen } = look.end();
    return { file: await keepFile(made.bytes, { media, name: '' }), ...seen };
  }
  const { held, key, signal } = work;
  const { downloads } = requireWire(key.provider);
  const others = (held.state.made ?? []).filter(({ role }) => role === 'model');
  const before = others.reduce((sum, { file }) => sum + file.sealed.byteCount, 0);
  return arrive({
    ask: (fromByte, etag) =>
      within(ANSWER_MS, signal, (limited) =>
        fetchFile(
          made.url,
          downloads,
          limited,
          fromByte > 0 && etag ? { fromByte, etag } : undefined,
          held.leaveFile,
        ),
      ),
    suffix: suffixOf(made.url),
    known: held.state.arrivals?.[at],
    async save(arrival: Arrival, receivedBytes: number) {
      const { totalBytes } = arrival;
      await held.happen({
        is: 'arriving',
        arrivals: { ...held.state.arrivals, [at]: arrival },
        receivedBytes: before + receivedBytes,
        ...(totalBytes === undefined ? {} : { totalBytes: before + totalBytes }),
      });
    },
    signal,
  });
}

const suffixOf = (url: string): string =>
  /\.([a-z0-9]{1,5})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';

/** It is not what was paid for: worth one more try, and then nothing. */
async function keepPicture(work: Working, made: Made3d): Promise<Kept | undefined> {
  for (let left = PICTURE_TRIES; left > 0; left -= 1) {
    const file = await within(PICTURE_MS, work.signal, (limited) =>
      fetchPicture({ ...work, signal: limited }, made),
    ).catch(() => undefined);
    work.signal.throwIfAborted();
    if (file) return { file };
  }
  return undefined;
}

async function fetchPicture({ held, key, signal }: Working, made: Made3d): Promise<KeptFile> {
  if ('bytes' in made) return keepPictureBytes(made.bytes);
  const { downloads } = requireWire(key.provider);
  const response = await fetchFile(made.url, downloads, signal, undefined, held.leaveFile);
  if (!response.ok) return fail('file-gone', { status: response.status });
  return keepPictureBytes(await readBytes(response, MOST_PICTURE_BYTES));
}

const keepPictureBytes = (bytes: Bytes): Promise<KeptFile> =>
  keepFile(bytes, { media: pictureMediaOf(bytes) ?? fail('picture-damaged'), name: '' });
