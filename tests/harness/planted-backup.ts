/** A backup of any size, written here as the page writes one: frame by frame, sealed, straight onto the disk. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { toByteFrame, toFrame } from '../../lib/backup/frames';
import { newBackup } from '../../lib/backup/header';
import { type Bytes, fromBase64, toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { KEY_SECRET } from '../../lib/keys/record';
import type { Fields } from '../../lib/providers/shape';
import { importSealKey, sealJson } from '../../lib/seal/envelope';
import { CHUNK_BYTES, type SealedFile, sealFile, sealStream } from '../../lib/seal/file';

export const BACKUP_PASSPHRASE = 'marble kettle drift sparrow cinder veil';

export interface Planned {
  /** Each is a picture with its own file. */
  readonly results: number;
  readonly chunksEach: number;
  readonly fields: Fields;
  /** Of the key, when it is not OpenRouter's. */
  readonly provider?: string;
  /** What stands in each result, and what each cost. */
  readonly prompt?: string;
  readonly usd?: string;
}

/** What each table holds once all of it was read in. */
export const wholeOf = ({ results, chunksEach }: Planned) => ({
  keys: 1,
  jobs: results,
  ledger: results,
  files: results * chunksEach,
  staged: 0,
});

export async function writeBackupFile(path: string, planned: Planned): Promise<void> {
  const { header, keys } = await newBackup(BACKUP_PASSPHRASE);
  const out = createWriteStream(path);
  out.write(header);
  for await (const { bytes } of sealStream(keys.stream, framesOf(planned, keys.secrets, keys.id)))
    if (!out.write(bytes)) await once(out, 'drain');
  out.end();
  await finished(out);
}

async function* framesOf(planned: Planned, secretsKey: string, place: string): AsyncGenerator<Bytes, void> {
  const { results, chunksEach, fields } = planned;
  const section = (name: string) => toFrame('section', { name, format: 1 });
  const keyId = newId();
  yield section('about');
  yield toFrame('row', { madeAtMs: Date.now(), vaultId: newId(), hasLibrary: true, hasFiles: true });
  yield section('keys');
  const sealing = await importSealKey(fromBase64(secretsKey));
  const secret = await sealJson(sealing, { vaultId: place, kind: KEY_SECRET, rowId: keyId }, fields);
  yield toFrame('row', { record: recordOf(keyId, planned), secret: toBase64(secret) });
  // One content, sealed once: it is the same file under many names, and their keys stand in each job.
  const content = randomBytes(64).reduce(
    (bytes, byte, at) => bytes.fill(byte, at * 1024, (at + 1) * 1024),
    new Uint8Array(chunksEach * CHUNK_BYTES),
  );
  const file = await sealFile(content);
  const chunks: Bytes[] = [];
  for await (const chunk of file.chunks) chunks.push(chunk);
  const made = Array.from({ length: results }, (_, at) => ({ at, id: newId(), file: newId() }));
  yield section('jobs');
  for (const one of made) yield toFrame('row', jobOf(one, keyId, file.record, planned));
  yield section('ledger');
  for (const { id } of made) yield toFrame('row', { id: newId(), entry: entryOf(id, keyId, planned) });
  yield section('files');
  for (const one of made) {
    yield toFrame('row', { id: one.file, chunkCount: chunksEach });
    for (const chunk of chunks) yield* toByteFrame(chunk);
  }
  yield toFrame('end', { rows: { about: 1, keys: 1, jobs: results, ledger: results, files: results } });
}

const recordOf = (id: string, { provider = 'openrouter' }: Planned) => ({
  ...{ id, provider, kind: 'api-key', name: 'From a backup', environment: 'production' },
  ...{ hint: 'sk-or-v1-…0000', identifiers: {}, sameness: '', isEnabled: true },
  ...{ addedAtMs: 1, changedAtMs: 1, checkedAtMs: null, usedAtMs: null, removedAtMs: null, lastAnswer: null },
  report: { verdict: 'works', facts: [], warnings: [] },
});

interface Made {
  readonly at: number;
  readonly id: string;
  readonly file: string;
}

const jobOf = (
  { at, id, file }: Made,
  keyId: string,
  sealed: SealedFile['record'],
  { prompt = 'picture', usd = '0.01' }: Planned,
) => ({
  request: {
    ...{ id, make: 'image', provider: 'openrouter', keyId, keyName: 'From a backup', keyHint: '' },
    ...{ model: 'acme/painter', prompt: `${prompt} ${at}`, files: [], conversation: id, parent: null },
    ...{ chosen: {}, atMs: Date.now() - at * 60_000, jobKey: toBase64(randomBytes(32)) },
  },
  state: {
    ...{ place: 'done', seq: 1, tries: 1, endedAtMs: Date.now(), text: '', thinking: '', rounds: [] },
    ...{ notes: [], cost: { usd, how: 'told' }, isBooked: true },
    images: [{ id: file, media: 'image/png', name: '', sealed }],
  },
});

const entryOf = (jobId: string, keyId: string, { usd = '0.01' }: Planned) => ({
  ...{ atMs: Date.now(), jobId, provider: 'openrouter', keyId, model: 'acme/painter', make: 'image' },
  ...{ usd, how: 'told' },
});
