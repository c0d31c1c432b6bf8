/** Many results at once, sealed here as the background seals them and put where they lie. */
import { fromBase64, toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import type { Request, State } from '../../lib/jobs/record';
import { sealRequest, sealState } from '../../lib/jobs/rows';
import { importSealKey } from '../../lib/seal/envelope';
import { putRows } from './put-rows';
import type { Screen } from './screen';
import { requireOpenRecord } from './session';

const WORDS = [
  ...['ember', 'hearth', 'kindling', 'smoke', 'ash', 'spark', 'flame', 'coal', 'wick', 'lantern'],
  ...['beacon', 'bonfire', 'torch', 'furnace', 'candle', 'cinder', 'glow', 'tinder', 'forge', 'match'],
];

/** Some hundred words, as an answer has them. */
const textFor = (number: number): string =>
  Array.from(
    { length: 120 },
    (_, at) => `${WORDS[(number * 13 + at * 7) % WORDS.length]}${(number * at) % 50}`,
  ).join(' ');

/** Each is named by its number, and every thousandth has a word of its own: `kingfisher`. */
export const promptFor = (number: number): string =>
  `Result ${number} about ${WORDS[number % WORDS.length]}${number % 1000 === 7 ? ' and a kingfisher' : ''}`;

export async function plantResults(screen: Screen, count: number): Promise<void> {
  const { vaultId, content } = await requireOpenRecord(screen);
  const reader = { vaultId, key: await importSealKey(fromBase64(content)) };
  // One key for all of them: only the time to make them is saved, they are opened like any other.
  const jobKey = toBase64(randomBytes(32));
  const own = await importSealKey(fromBase64(jobKey));
  const rows: object[] = [];
  for (let number = 0; number < count; number += 1) {
    const request = requestFor(number, jobKey);
    const [sealed, state] = await Promise.all([
      sealRequest(reader, request),
      sealState(vaultId, request.id, own, stateFor(number)),
    ]);
    rows.push({ id: request.id, rev: 2, sealed, state });
  }
  await putRows(screen, 'jobs', rows);
}

const MAKES = ['text', 'text', 'image', 'model3d'] as const;

function requestFor(number: number, jobKey: string): Request {
  const id = newId();
  return {
    id,
    make: MAKES[number % MAKES.length] ?? 'text',
    provider: number % 3 === 0 ? 'tripo' : 'openrouter',
    keyId: newId(),
    keyName: 'Mine',
    keyHint: '',
    model: `acme/model-${number % 7}`,
    prompt: promptFor(number),
    files: [],
    conversation: id,
    parent: null,
    chosen: {},
    atMs: Date.now() - (number % 300) * 3_600_000,
    jobKey,
  };
}

const stateFor = (number: number): State => ({
  place: 'done',
  seq: 1,
  tries: 1,
  endedAtMs: Date.now(),
  text: textFor(number),
  thinking: '',
  rounds: [],
  images: [],
  notes: [],
  cost: { usd: `0.0${number % 90}1`, how: 'told' },
  isBooked: true,
});
