/** From a job to its line in the index. */
import type { Job } from '../jobs/record';
import { CHUNK_BYTES } from '../seal/file';
import type { Entry } from './record';
import { foldWords } from './words';

export function toEntry(job: Job): Entry {
  const { n, rev, request, state } = job;
  return {
    n,
    id: request.id,
    rev,
    make: request.make,
    place: state.place,
    atMs: request.atMs,
    provider: request.provider,
    model: request.model,
    conversation: request.conversation,
    ...usdOf(job),
    bytes: bytesOf(job),
    files: wholeFilesOf(job).map(({ id, sealed }) => ({ id, bytes: sealed.chunkCount * CHUNK_BYTES })),
    words: foldWords(textsOf(job)),
  };
}

/** What a person asked and what was answered. */
export const textsOf = ({ request, state }: Job): string[] => [
  request.prompt,
  ...state.rounds.map(({ text }) => text),
  state.text,
  state.refusal ?? '',
];

/** Of what was surely never charged, the cost is known too. */
function usdOf({ state }: Job): Pick<Entry, 'usd'> {
  if (state.cost) return { usd: state.cost.usd };
  return state.charge === 'none' && state.rounds.length === 0 ? { usd: '0' } : {};
}

const wholeFilesOf = ({ request, state }: Job) => [
  ...request.files,
  ...state.images,
  ...(state.made ?? []).map(({ file }) => file),
];

/** As they lie on the disk: in whole chunks. */
function bytesOf(job: Job): number {
  const whole = wholeFilesOf(job).map(({ sealed }) => sealed.chunkCount);
  const partly = Object.values(job.state.arrivals ?? {}).map(({ chunkCount }) => chunkCount);
  const chunks = [...whole, ...partly].reduce((sum, count) => sum + count, 0);
  const text = textsOf(job).reduce((sum, { length }) => sum + length, 0);
  return chunks * CHUNK_BYTES + text;
}
