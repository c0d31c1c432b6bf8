/** What the tests of Tripo have in common: a good key of its own, its purse, what was asked of whom. */
import { wire } from '../../../lib/providers/all/tripo';
import type { Input3d, Picture3d, Step3d, View } from '../../../lib/providers/makes-3d';
import { jpeg, mediaOf, png, webp } from '../../harness/picture-bytes';
import { standIn } from '../../harness/stand-ins/tripo';
import { type Books, booksOf } from '../../harness/stand-ins/tripo/account';
import { finished3d, pending3d, type Shaping, shapingWith } from './shaping';

export const BEST = 'v3.1-20260211';

export interface Tripo extends Shaping {
  readonly key: string;
  readonly books: Books;
  /** Given there, as the composer would have prepared it. */
  given(view: View, kind?: keyof typeof BYTES): Promise<Picture3d>;
  /** Made to its end. */
  made(model: string, prompt: string, more?: Partial<Input3d>): Promise<Step3d>;
  /** What a step on this goes on from. */
  operationOf(model: string, prompt: string, more?: Partial<Input3d>): Promise<Input3d['parent']>;
  /** Method and path of all that was asked, without the ids. */
  asked(): string[];
}

const BYTES = { png: png(9), jpeg: jpeg(), webp: webp() };

export function tripo(name?: string): Tripo {
  const row = standIn.cases.find((one) => one.name === name);
  if (name !== undefined && !row) throw new Error(`there is no case ${name}`);
  const shaping = shapingWith(wire, standIn, row);
  const key = shaping.call.secret.apiKey ?? '';
  const { upload } = shaping.maker;
  const operationOf: Tripo['operationOf'] = async (...args) => {
    const first = pending3d(await shaping.start(...args));
    await finished3d(shaping, first);
    return first.operation;
  };
  return {
    ...shaping,
    key,
    books: booksOf(key),
    async given(view, kind = 'png') {
      const bytes = new Uint8Array(BYTES[kind]);
      const picture = { media: mediaOf(bytes), base64: '' };
      return { view, picture, handle: await upload?.({ bytes, media: picture.media }, shaping.call) };
    },
    made: async (...args) => finished3d(shaping, await shaping.start(...args)),
    operationOf,
    asked: () => shaping.heard.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, 'ID')}`),
  };
}
