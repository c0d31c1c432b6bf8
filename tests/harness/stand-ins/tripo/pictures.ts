/** Pictures that are given before they are spoken of, and how they are spoken of. */
import { randomUUID } from 'node:crypto';
import { partsOf } from '../../multipart';
import { bearerOf, type Heard, type Said } from '../shape';
import { booksOf, rules } from './account';
import { invalid, json, malformed, refuse, staleToken } from './errors';
import type { Body } from './kinds';

const MOST_BYTES = 20 * 1024 * 1024;

/** Whose they are, and that they are still known. */
const tokens = new Map<string, string>();
/** Words that a test wrote behind a picture: what is made from it has no others. */
const behind = new Map<string, string>();

export const withWords = (picture: Uint8Array, words: string): Uint8Array =>
  new Uint8Array(Buffer.concat([picture, Buffer.from(`words<${words}>`, 'latin1')]));

export const wordsBehind = (token: unknown): string | undefined => behind.get(String(token));

/** From now on nobody knows any of this key's pictures. */
export function forgetUploads(key: string): void {
  for (const [token, owner] of tokens) if (owner === key) tokens.delete(token);
}

export function upload(heard: Heard): Said {
  const key = bearerOf(heard) ?? '';
  const books = booksOf(key);
  const nowMs = Date.now();
  const lately = books.uploadTimes.filter((atMs) => nowMs - atMs < 60_000);
  books.uploadTimes.splice(0, Infinity, ...lately, nowMs);
  if (lately.length >= rules.uploadsPerMinute)
    return refuse(429, 1007, 'Too many uploads', { 'retry-after': String(rules.retryAfterSeconds) });
  const parts = partsOf(heard);
  const file = parts?.get('file');
  if (parts?.size !== 1 || !file?.isFile) return malformed;
  if (file.bytes.length === 0) return refuse(400, 2003, 'The input file is empty');
  if (file.bytes.length > MOST_BYTES) return refuse(400, 2022, 'The image is larger than 20 MB');
  if (kindOf(file.bytes) !== file.media) return refuse(400, 2004, 'The file type is not supported');
  const token = `file_${randomUUID()}`;
  tokens.set(token, key);
  const words = /words<([^>]*)>$/.exec(Buffer.from(file.bytes.subarray(-200)).toString('latin1'))?.[1];
  if (words !== undefined) behind.set(token, words);
  books.uploads.push(token);
  return json(200, { code: 0, status: 'success', data: { file_token: token } });
}

const kindOf = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : undefined;
};

const isKnown = (token: unknown, key: string) => tokens.get(String(token)) === key;

/** A picture is its token here and nothing else: no data URL, no address, nobody else's. */
function refusedToken(token: unknown, key: string): Said | undefined {
  if (typeof token !== 'string' || /^data:/.test(token)) return invalid('input must be a file token');
  if (!token.startsWith('file_')) return refuse(400, 2006, 'The type of the input original task is invalid');
  return isKnown(token, key) ? undefined : staleToken;
}

export function refusedPictures(type: string, body: Body, key: string): Said | undefined {
  if (type === 'image_to_model') return refusedToken(body.input, key);
  if (type === 'multiview_to_model') return refusedViews(body.inputs, key);
  return type === 'texture_model' ? refusedWish(body.texture_prompt, key) : undefined;
}

const SIDES = ['front', 'left', 'back', 'right'];

function refusedViews(inputs: unknown, key: string): Said | undefined {
  const views = viewsOf(inputs);
  const isSound =
    views.length >= 2 &&
    views.some(([name]) => name === 'front') &&
    new Set(views.map(([name]) => name)).size === views.length &&
    views.every(([name]) => SIDES.includes(name));
  if (!isSound) return invalid('inputs needs a front and at least two views');
  return views.map(([, token]) => refusedToken(token, key)).find(Boolean);
}

const viewsOf = (inputs: unknown): [string, unknown][] =>
  Array.isArray(inputs) ? inputs.flatMap((view) => Object.entries(view ?? {})) : [];

function refusedWish(wish: unknown, key: string): Said | undefined {
  const { text, image, ...more } = (wish ?? {}) as Record<string, unknown>;
  if (Object.keys(more).length > 0) return invalid('texture_prompt');
  if (image !== undefined && text === undefined)
    return refusedToken((image as Record<string, unknown>).file_token, key);
  const isWords = typeof text === 'string' && text.trim() !== '' && text.length <= 1_024;
  return isWords && image === undefined ? undefined : invalid('texture_prompt');
}

/** Tasks tell where a picture was put, not what it was called; some tell both. */
export function echoedPictures(body: Body, isByToken: boolean): Record<string, unknown> {
  const at = (token: unknown) =>
    token === undefined
      ? null
      : isByToken
        ? { type: 'png', file_token: token }
        : { object: { bucket: 'tripo-data', key: `tcli_0a/${randomUUID()}.png` } };
  if (typeof body.input === 'string' && body.input.startsWith('file_')) return { file: at(body.input) };
  if (body.inputs === undefined) return {};
  const views = new Map(viewsOf(body.inputs));
  return { files: SIDES.map((side) => at(views.get(side))) };
}
