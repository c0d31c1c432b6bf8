/** The conversation that a job goes on with, from its first turn, in the words that every maker understands. */
import { toBase64 } from '../core/bytes';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { textOf } from '../files/kinds';
import type { KeptFile } from '../files/record';
import { readFile } from '../files/store';
import type { Json, Picture, Turn } from '../providers/makes';
import type { Request, Round, State } from './record';
import { openJob, type Reader } from './rows';

/** A circle in the rows would never end. */
const LONGEST = 1_000;

interface Told {
  readonly request: Request;
  readonly state: Pick<State, 'rounds' | 'text' | 'echo' | 'place'>;
}

/** Earlier turns first. The job itself is the last one: its own rounds are part of it. */
export async function readTurns(reader: Reader, job: Told): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (const told of await readChain(reader, job)) turns.push(...(await turnsOf(told, told === job)));
  return turns;
}

/** The jobs whose words these are. */
export async function readChain(reader: Reader, job: Told): Promise<Told[]> {
  const chain: Told[] = [job];
  let parent = job.request.continues ?? job.request.parent;
  while (parent !== null && chain.length < LONGEST) {
    const earlier = await findTold(reader, parent);
    if (!earlier) break;
    chain.unshift(earlier);
    parent = earlier.request.continues ?? earlier.request.parent;
  }
  return chain;
}

/** A turn that was removed since, or is damaged, ends the memory there. */
async function findTold(reader: Reader, id: string): Promise<Told | undefined> {
  const row = await openDb().jobs.where('id').equals(id).first();
  return row && openJob(reader, row).catch(() => undefined);
}

const GO_ON = 'Go on exactly where your last message stopped. Repeat nothing.';

async function turnsOf({ request, state }: Told, isNow: boolean): Promise<Turn[]> {
  const asked = request.continues === undefined ? await personTurn(request) : goOn;
  const rounds = state.rounds.flatMap((round) => roundTurns(request, round));
  // What was refused, or never said, is not part of what the model said.
  const answer = isNow || state.text === '' ? [] : [modelTurn(request, state.text, [], state.echo)];
  return [asked, ...rounds, ...answer];
}

const goOn: Turn = { by: 'person', text: GO_ON, pictures: [] };

async function personTurn({ prompt, files }: Request): Promise<Turn> {
  const pictures: Picture[] = [];
  const texts: string[] = [];
  for (const file of files) {
    if (file.media.startsWith('image/')) pictures.push(await toPicture(file));
    else texts.push(await toQuote(file));
  }
  return { by: 'person', text: [...texts, prompt].join('\n\n'), pictures };
}

export async function toPicture(file: KeptFile): Promise<Picture> {
  return { media: file.media, base64: base64Of(await readFile(file)) };
}

/** A megabyte at once is more arguments than a function takes. */
function base64Of(bytes: Uint8Array): string {
  const SLICE = 0x6000;
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE) text += toBase64(bytes.slice(at, at + SLICE));
  return text;
}

async function toQuote(file: KeptFile): Promise<string> {
  const text = textOf(await readFile(file)) ?? fail('file-not-text');
  return `File "${file.name}":\n\`\`\`\n${text}\n\`\`\``;
}

const modelTurn = (request: Request, text: string, calls: Round['calls'], echo: unknown): Turn => ({
  by: 'model',
  text,
  calls,
  ...(echo === undefined
    ? {}
    : { echo: { provider: request.provider, model: request.model, value: echo as Json } }),
});

const roundTurns = (request: Request, { text, calls, results, echo }: Round): Turn[] => [
  modelTurn(request, text, calls, echo),
  ...(results.length > 0 ? [{ by: 'tools' as const, results }] : []),
];
