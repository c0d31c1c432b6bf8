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
}

export async function plantModel(screen: Screen, model: Model): Promise<Planted> {
  const { vaultId, content } = await requireOpenRecord(screen);
  const key = await importSealKey(fromBase64(content));
  const file = await plantFile(screen, model);
  const made: Made = { at: 0, role: 'model', file };
  const request = requestFor(model.prompt ?? 'a cube');
  const jobKey = await importSealKey(fromBase64(request.jobKey));
  const state = stateWith(made);
  await putRows(screen, 'jobs', [
    {
      id: request.id,
      rev: 1,
      sealed: await sealRequest({ vaultId, key }, request),
      state: await sealState(vaultId, request.id, jobKey, state),
    },
  ]);
  return { jobId: request.id, made };
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

async function plantFile(screen: Screen, { bytes, media = 'model/gltf-binary' }: Model): Promise<KeptFile> {
  const id = newId();
  const { record, chunks } = await sealFile(new Uint8Array(bytes));
  const rows: object[] = [];
  for await (const chunk of chunks) rows.push({ file: id, at: rows.length, bytes: chunk });
  await putRows(screen, 'files', rows);
  return { id, media, name: '', sealed: record };
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

const stateWith = (made: Made): State => ({
  place: 'done',
  seq: 1,
  tries: 0,
  endedAtMs: Date.now(),
  text: '',
  thinking: '',
  rounds: [],
  images: [],
  notes: [],
  made: [made],
  isBooked: true,
});
