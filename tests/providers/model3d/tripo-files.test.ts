/** Where the Tripo to try against keeps its files: as strict as the real one, and as unreliable as a test wants it. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelMediaOf } from '../../../lib/files/kinds';
import { rules } from '../../harness/stand-ins/tripo/account';
import { modelFiles } from '../../harness/stand-ins/tripo/output';
import { forgetTasks } from '../../harness/stand-ins/tripo/tasks';
import { toHeard, toResponse } from '../making';
import { linksOf } from './shaping';
import { BEST, tripo } from './tripo-stage';

const { addressMs } = rules;
beforeEach(forgetTasks);
afterEach(() => {
  rules.addressMs = addressMs;
});

const linkOf = async (words: string) => {
  const [link = ''] = linksOf(await tripo().made(BEST, words));
  return link;
};
const ask = async (url: string, headers: Record<string, string> = {}) => {
  const said = modelFiles.answer(await toHeard(new Request(url, { headers })));
  if (!said) throw new Error('there never was such a file');
  return toResponse(said, undefined);
};
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

it('a model is whole by its own header', async () => {
  const response = await ask(await linkOf('A kettle'));
  const bytes = await bytesOf(response);
  expect(modelMediaOf(bytes, 'glb')).toBe('model/gltf-binary');
  expect(new DataView(bytes.buffer).getUint32(8, true)).toBe(bytes.length);
  expect(response.headers.get('content-length')).toBe(`${bytes.length}`);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

it('of many megabytes it is too, and the same each time', async () => {
  const link = await linkOf('A castle mega=3');
  const [one, other] = [await bytesOf(await ask(link)), await bytesOf(await ask(link))];
  expect(one.length).toBeGreaterThan(3 * 1024 * 1024);
  expect(new DataView(one.buffer).getUint32(8, true)).toBe(one.length);
  const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(sum(one)).toBe(sum(other));
});

describe('an address', () => {
  it('expires, and says so as its host does', async () => {
    rules.addressMs = 0;
    const response = await ask(await linkOf('A kettle'));
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/^<\?xml .*<Code>AccessDenied</s);
  });

  it('is good with its whole signature alone', async () => {
    const link = await linkOf('A kettle');
    expect((await ask(link.replace(/Signature=[^&]*/, 'Signature=x'))).status).toBe(403);
    expect((await ask(link.split('?')[0] ?? '')).status).toBe(403);
    expect((await ask(link)).status).toBe(200);
  });

  it('of one file opens no other', async () => {
    const [one, other] = [await linkOf('A kettle'), await linkOf('A pot')];
    expect((await ask(`${one.split('?')[0]}?${other.split('?')[1]}`)).status).toBe(403);
  });

  it('refuses whoever shows a key', async () => {
    expect((await ask(await linkOf('A kettle'), { authorization: 'Bearer nothing' })).status).toBe(400);
  });
});

describe('a part', () => {
  it('is had from any byte on, as long as it is the same file', async () => {
    const link = await linkOf('A kettle');
    const whole = await ask(link);
    const etag = whole.headers.get('etag') ?? '';
    const bytes = await bytesOf(whole);
    const part = await ask(link, { range: 'bytes=100-', 'if-range': etag });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 100-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(await bytesOf(part)).toEqual(bytes.slice(100));
    expect((await ask(link, { range: 'bytes=100-', 'if-range': '"other"' })).status).toBe(200);
    expect((await ask(link, { range: `bytes=${bytes.length}-` })).status).toBe(416);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['wrong-file', 200, 'application/octet-stream'],
    ['html-file', 200, 'text/html'],
    ['gone-file', 403, 'application/xml'],
  ])('%s: once, or each time', async (quirk, status, media) => {
    const link = await linkOf(`A kettle quirks=${quirk}`);
    const first = await ask(link);
    expect([first.status, first.headers.get('content-type')]).toEqual([status, media]);
    expect(modelMediaOf(await bytesOf(first), 'glb')).toBeUndefined();
    expect(modelMediaOf(await bytesOf(await ask(link)), 'glb')).toBe('model/gltf-binary');
    const always = await linkOf(`A kettle quirks=${quirk},always`);
    await ask(always);
    expect((await ask(always)).headers.get('content-type')).toBe(media);
  });

  it('is cut in the middle of what it promised', async () => {
    const link = await linkOf('A kettle quirks=cut-file');
    const first = await ask(link);
    const length = Number(first.headers.get('content-length'));
    await expect(bytesOf(first)).rejects.toThrow();
    expect(await bytesOf(await ask(link))).toHaveLength(length);
  });
});
