/** Tripo against the server that browsers meet too: real forms, real connections, files cut in the middle. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toProblem } from '../../../lib/core/problem';
import { fetchFile, leashedFetch } from '../../../lib/http/send';
import { wire } from '../../../lib/providers/all/tripo';
import type { Input3d } from '../../../lib/providers/makes-3d';
import { reachOnly } from '../../harness/node-network';
import { png } from '../../harness/picture-bytes';
import { type Server, startServer } from '../../harness/server';
import { standIn } from '../../harness/stand-ins/tripo';
import { booksOf } from '../../harness/stand-ins/tripo/account';
import { forgetTasks } from '../../harness/stand-ins/tripo/tasks';
import { linksOf, pending3d } from './shaping';
import { BEST } from './tripo-stage';

const { model3d: maker } = wire.makes ?? {};
let server: Server;
let putBack: () => void;

beforeAll(async () => {
  server = await startServer([standIn]);
  putBack = reachOnly(server);
});
beforeEach(() => {
  forgetTasks();
  server.forget();
});
afterAll(async () => {
  putBack();
  await server.close();
});

function begin() {
  const secret = server.credential('tripo');
  const { signal } = new AbortController();
  const origins = wire.originsFor('api-key', secret);
  const secrets = [secret.apiKey ?? ''];
  const fetch = leashedFetch({ origins, secrets, signal, assertMaySend: () => undefined });
  const call = { kind: 'api-key', secret, signal, fetch, partial: () => undefined };
  const input = (prompt: string, over: Partial<Input3d> = {}): Input3d => ({
    model: BEST,
    prompt,
    options: {},
    pictures: [],
    ...over,
  });
  const madeOf = async (wish: Input3d) => {
    const step = pending3d((await maker?.start(wish, call)) ?? { is: 'done', files: [] });
    const done = await maker?.poll?.(step.operation, call);
    return linksOf(done ?? step);
  };
  return { call, input, madeOf, books: booksOf(secret.apiKey ?? ''), signal };
}

const fileAt = async (url: string, signal: AbortSignal) =>
  new Uint8Array(await (await fetchFile(url, wire.downloads, signal)).arrayBuffer());

describe('over a real connection', () => {
  it('a picture is given, made into a model, and fetched without the key', async () => {
    const { call, input, madeOf, books, signal } = begin();
    const bytes = new Uint8Array(png(2));
    const handle = await maker?.upload?.({ bytes, media: 'image/png' }, call);
    const picture = { media: 'image/png', base64: '' };
    const [link = ''] = await madeOf(input('', { pictures: [{ view: 'front', picture, handle }] }));
    const model = await fileAt(link, signal);
    expect(new DataView(model.buffer).getUint32(8, true)).toBe(model.length);
    expect(books).toMatchObject({ uploads: [handle], creations: [{ kind: 'image_to_model' }], taken: 30 });
    expect(() => server.assertClean()).not.toThrow();
  });

  it('that dies after the wish has made one all the same, and it is found', async () => {
    const { call, input, books } = begin();
    const wish = input('A kettle drop@0');
    const died = await maker?.start(wish, call).catch((error: unknown) => toProblem(error).code);
    expect(died).toBe('no-connection');
    const nowMs = Date.now();
    const found = await maker?.findLost?.(
      wish,
      { fromMs: nowMs - 60_000, sentAtMs: Date.now(), toMs: nowMs + 60_000 },
      call,
    );
    expect(found).toMatchObject([{ isSame: true, operation: { id: books.creations[0]?.id } }]);
    expect(server.heard.filter(({ isBilled }) => isBilled)).toHaveLength(1);
  });

  it('that is cut in a file tells it, and the next one is whole', async () => {
    const { input, madeOf, signal } = begin();
    const [link = ''] = await madeOf(input('A kettle quirks=cut-file'));
    await expect(fileAt(link, signal)).rejects.toThrow();
    const model = await fileAt(link, signal);
    expect(new DataView(model.buffer).getUint32(8, true)).toBe(model.length);
  });

  it('the key is never shown where files lie, or everybody hears of it', async () => {
    const { input, madeOf, call } = begin();
    const [link = ''] = await madeOf(input('A kettle'));
    const answer = await fetch(link, { headers: { authorization: `Bearer ${call.secret.apiKey}` } });
    expect(answer.status).toBe(400);
    expect(() => server.assertClean()).toThrow('key-at-files');
  });
});
