/** Finished 3D jobs with a file of a test's own, put into the database past the program: nothing is paid or fetched. */
import { fromBase64, toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import type { ChunkRow, JobRow } from '../../lib/db/tables';
import type { KeptFile } from '../../lib/files/record';
import type { Made, Request, State } from '../../lib/jobs/record';
import { openJob, sealRequest, sealState } from '../../lib/jobs/rows';
import { importSealKey } from '../../lib/seal/envelope';
import { openFile, sealFile } from '../../lib/seal/file';
import { putRows } from './put-rows';
import { readRows } from './rows';
import type { Screen } from './screen';
import { requireOpenRecord } from './session';

export interface Planted {
  readonly jobId: string;
  readonly made: Made;
}

export interface Model {
  readonly bytes: Uint8Array;
  readonly media?: string;
  readonly prompt?: string;
  readonly poster?: Poster;
}

export async function plantModel(screen: Screen, model: Model): Promise<Planted> {
  const { row, files, made } = await sealModel(await requireOpenRecord(screen), model);
  await putRows(screen, 'files', files);
  await putRows(screen, 'jobs', [row]);
  return { jobId: row.id, made };
}

/** So many of the same, each with a poster of its own. */
export async function plantModels(screen: Screen, count: number, model: Model): Promise<void> {
  const open = await requireOpenRecord(screen);
  const sealed = await Promise.all(Array.from({ length: count }, () => sealModel(open, model)));
  await putRows(
    screen,
    'files',
    sealed.flatMap(({ files }) => files),
  );
  await putRows(
    screen,
    'jobs',
    sealed.map(({ row }) => row),
  );
}

async function sealModel({ vaultId, content }: Awaited<ReturnType<typeof requireOpenRecord>>, model: Model) {
  const key = await importSealKey(fromBase64(content));
  const file = await sealChunks(model);
  const poster = model.poster && (await sealChunks(model.poster));
  const made: Made = { at: 0, role: 'model', file: file.kept };
  const others: Made[] = poster ? [{ at: 1, role: 'poster', file: poster.kept }] : [];
  const request = requestFor(model.prompt ?? 'a cube');
  const jobKey = await importSealKey(fromBase64(request.jobKey));
  const row = {
    id: request.id,
    rev: 1,
    sealed: await sealRequest({ vaultId, key }, request),
    state: await sealState(vaultId, request.id, jobKey, stateWith([made, ...others])),
  };
  return { row, files: [...file.rows, ...(poster?.rows ?? [])], made };
}

export interface Poster {
  readonly bytes: Uint8Array;
  readonly media: string;
}

/** The picture that stands for the model in lists, as soon as the job has one. */
export async function findPoster(screen: Screen, jobId: string): Promise<Poster | undefined> {
  const { vaultId, content } = await requireOpenRecord(screen);
  const rows = (await readRows(screen)) as unknown as Kept | undefined;
  const row = rows?.jobs.find(({ id }) => id === jobId);
  if (!rows || !row) return undefined;
  const { state } = await openJob({ vaultId, key: await importSealKey(fromBase64(content)) }, row);
  const poster = state.made?.find(({ role }) => role === 'poster');
  if (!poster) return undefined;
  const chunks = rows.files.filter(({ file }) => file === poster.file.id).sort((a, b) => a.at - b.at);
  const bytes = await openFile(
    poster.file.sealed,
    chunks.map((chunk) => chunk.bytes),
  );
  return { bytes, media: poster.file.media };
}

interface Kept {
  readonly jobs: readonly JobRow[];
  readonly files: readonly ChunkRow[];
}

/** Attached to something, as a page keeps it before it asks. */
export async function plantFile(screen: Screen, file: Poster): Promise<KeptFile> {
  const { kept, rows } = await sealChunks(file);
  await putRows(screen, 'files', rows);
  return kept;
}

async function sealChunks({ bytes, media = 'model/gltf-binary' }: Model) {
  const id = newId();
  const { record, chunks } = await sealFile(new Uint8Array(bytes));
  const rows: object[] = [];
  for await (const chunk of chunks) rows.push({ file: id, at: rows.length, bytes: chunk });
  const kept: KeptFile = { id, media, name: '', sealed: record };
  return { kept, rows };
}

const requestFor = (prompt: string): Request => ({
  id: newId(),
  make: 'model3d',
  provider: 'tripo',
  keyId: newId(),
  keyName: 'Mine',
  keyHint: '',
  model: 'planted',
  prompt,
  files: [],
  conversation: newId(),
  parent: null,
  chosen: {},
  atMs: Date.now(),
  jobKey: toBase64(randomBytes(32)),
});

const stateWith = (made: Made[]): State => ({
  place: 'done',
  seq: 1,
  tries: 0,
  endedAtMs: Date.now(),
  text: '',
  thinking: '',
  rounds: [],
  images: [],
  notes: [],
  made,
  isBooked: true,
});
