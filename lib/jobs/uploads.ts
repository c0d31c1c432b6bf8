/** Pictures that a provider wants to have before they are spoken of. What it has already is not sent there again. */
import { newTurn } from '../core/turn';
import { z } from '../core/zod';
import { readSetting, writeSetting } from '../db/settings';
import type { KeptFile } from '../files/record';
import { readFile } from '../files/store';
import type { MakeCall } from '../providers/makes';
import { type Maker3d, type Picture3d, VIEWS } from '../providers/makes-3d';
import { toPicture } from './turns';
import type { Working } from './working';

const UPLOADS = 'uploads';

/** By key and picture: what the provider calls it, and until when it is known there. */
const uploadsSchema = z.record(z.string(), z.object({ handle: z.string(), untilMs: z.number() }));

type Standing = Pick<Working, 'held' | 'open' | 'key'>;

/** Two jobs with the same picture upload it once. */
const inTurn = newTurn();

const nameOf = ({ key }: Standing, file: KeptFile) => `${key.id} ${file.sealed.sha256}`;

/** Without a call nothing is uploaded: for looking at what was asked. */
export async function toPictures(
  maker: Maker3d,
  work: Standing,
  call: MakeCall | undefined,
): Promise<Picture3d[]> {
  const { files, views = [] } = work.held.request;
  const pictures: Picture3d[] = [];
  for (const [at, file] of files.entries()) {
    const view = views[at] ?? VIEWS[at] ?? 'front';
    const handle = maker.upload ? await inTurn(() => handleOf(maker, work, file, call)) : undefined;
    // With a handle its letters are never needed: tens of megabytes stay where they are.
    const picture = maker.upload ? { media: file.media, base64: '' } : await toPicture(file);
    pictures.push({ view, picture, handle });
  }
  return pictures;
}

async function handleOf(
  maker: Maker3d,
  work: Standing,
  file: KeptFile,
  call: MakeCall | undefined,
): Promise<string | undefined> {
  const name = nameOf(work, file);
  const known = (await read(work))[name];
  if (known && known.untilMs > Date.now()) return known.handle;
  if (!call || !maker.upload) return known?.handle;
  const handle = await maker.upload({ bytes: await readFile(file), media: file.media }, call);
  const untilMs = Date.now() + (maker.handlesLiveMs ?? 0);
  await change(work, (uploads) => ({ ...uploads, [name]: { handle, untilMs } }));
  return handle;
}

export const forgetHandles = (work: Standing): Promise<void> =>
  change(work, (uploads) => {
    const names = new Set(work.held.request.files.map((file) => nameOf(work, file)));
    return Object.fromEntries(Object.entries(uploads).filter(([name]) => !names.has(name)));
  });

type Uploads = z.infer<typeof uploadsSchema>;

const read = async ({ open }: Standing): Promise<Uploads> =>
  (await readSetting(open, UPLOADS, uploadsSchema)).value ?? {};

/** What is known no longer goes with the next change. */
async function change(work: Standing, next: (uploads: Uploads) => Uploads): Promise<void> {
  const nowMs = Date.now();
  const living = Object.entries(next(await read(work))).filter(([, { untilMs }]) => untilMs > nowMs);
  await writeSetting(work.open, UPLOADS, Object.fromEntries(living));
}
