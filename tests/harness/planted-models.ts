/** Finished 3D jobs with a file of a test's own, put into the database past the program: nothing is paid or fetched. */
import { fromBase64, toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import type { KeptFile } from '../../lib/files/record';
import type { Made, Request, State } from '../../lib/jobs/record';
import { sealRequest, sealState } from '../../lib/jobs/rows';
import { importSealKey } from '../../lib/seal/envelope';
import { sealFile } from '../../lib/seal/file';
import { putRows } from './put-rows';
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
