/** Pictures as services send them: letters of base64 in an answer, by the megabyte. */
import type { Bytes } from '../../core/bytes';
import { fail, problem } from '../../core/problem';
import { type Answer, readAnswer } from '../../http/answer';
import { toSendError } from '../../http/send';
import type { Failed, ImageInput, MadeImage, Picture } from '../makes';
import type { Call } from '../shape';
import { at } from './read';
import { readObjects } from './stream';

const MEGA = 1024 * 1024;
/** Ten of the largest pictures there are, in base64. */
const MOST_BYTES = 256 * MEGA;

/** Every part of an answer that was paid for, whether it came as events or whole. */
export async function* readParts(response: Response, call: Call): AsyncGenerator<unknown, void> {
  if (!response.headers.get('content-type')?.includes('event-stream'))
    return yield (await readPictures(response, call)).json;
  try {
    yield* readObjects(response);
  } catch (error) {
    throw toSendError(error, call.signal);
  }
}

/** A whole answer that may hold pictures. What cannot be read is said, not guessed. */
export async function readPictures(response: Response, call: Call): Promise<Answer> {
  try {
    const answer = await readAnswer(response, MOST_BYTES);
    return answer.json === undefined ? fail('answer-malformed') : answer;
  } catch (error) {
    throw toSendError(error, call.signal);
  }
}

/** Of the letters that are decoded in one go; a multiple of four. */
const STRIDE = 32_768;

/** Base64, plain or as a data URL. Undefined when it is none. */
export function findPicture(text: unknown): Bytes | undefined {
  if (typeof text !== 'string') return undefined;
  const letters = /^data:[^,]{0,100};base64,/.exec(text)?.[0].length ?? 0;
  try {
    const bytes = decode(letters ? text.slice(letters) : text);
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function decode(base64: string): Bytes {
  const whole = new Uint8Array(Math.ceil((base64.length * 3) / 4));
  let size = 0;
  for (let at = 0; at < base64.length; at += STRIDE) {
    const part = atob(base64.slice(at, at + STRIDE));
    for (let index = 0; index < part.length; index += 1) whole[size + index] = part.charCodeAt(index);
    size += part.length;
  }
  return whole.slice(0, size);
}

/** Of a list of `{b64_json}`, in its order. */
export const picturesIn = (entries: readonly unknown[]): MadeImage[] =>
  entries.flatMap((entry) => {
    const bytes = findPicture(at(entry, 'b64_json'));
    return bytes ? [{ bytes }] : [];
  });

export const toDataUrl = ({ media, base64 }: Picture): string => `data:${media};base64,${base64}`;

export type Chosen = Readonly<Record<string, string | number | boolean>>;

/**
 * What was chosen, or stood on the form from the start, as far as this very model offers it: an old choice may be
 * another model's.
 */
export function chosenOf({ options, known }: Pick<ImageInput, 'options' | 'known'>): Chosen {
  const chosen: Record<string, string | number | boolean> = {};
  for (const { name, is, values, min, max, initial } of known?.options ?? []) {
    const value = options[name] === '' ? undefined : (options[name] ?? initial);
    if (value === undefined) continue;
    const number = Number(value);
    if (is === 'choice' && values?.includes(String(value))) chosen[name] = String(value);
    if (is === 'switch') chosen[name] = value === true || value === 'true';
    if (is === 'text') chosen[name] = String(value);
    if (is === 'seed' && isSeed(number, max)) chosen[name] = number;
    if (is === 'range' && number >= (min ?? -Infinity) && number <= (max ?? Infinity)) chosen[name] = number;
  }
  return chosen;
}

const isSeed = (number: number, max = Number.MAX_SAFE_INTEGER) =>
  Number.isSafeInteger(number) && number >= 0 && number <= max;

/** Refused here: sent without its pictures it would be another request than the one that was asked for. */
export const unreferable = (): Failed => ({
  is: 'failed',
  problem: problem('not-supported'),
  charge: 'none',
});
