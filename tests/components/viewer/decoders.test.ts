/** The decoders as they are shipped, run where text may not become code: as in a page of an extension. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DecoderFile, decoderFiles, viewerPackages } from '../../../components/viewer/bundling';
import { applied, edits } from '../../../components/viewer/edits';
import { dracoOf } from '../../harness/models/draco';
import { solidKtx2 } from '../../harness/models/ktx2';
import { playWorker } from '../../harness/models/worker';
import { cube } from '../../harness/models-3d';

let files: readonly DecoderFile[];
beforeAll(async () => {
  files = await decoderFiles();
});

const find = (name: string): DecoderFile => {
  const file = files.find(({ relativeDest }) => relativeDest === `decoders/${name}`);
  if (!file) throw new Error(`there is no ${name}`);
  return file;
};
const script = (name: string): string => {
  const file = find(name);
  return 'contents' in file ? file.contents : '';
};
const binary = (name: string): Uint8Array<ArrayBuffer> => {
  const file = find(name);
  if (!('absoluteSrc' in file)) throw new Error(`${name} is no copy`);
  return new Uint8Array(readFileSync(file.absoluteSrc));
};

interface Transcoded {
  readonly data: {
    readonly width: number;
    readonly height: number;
    readonly faces: readonly { readonly mipmaps: readonly { readonly data: Uint8Array }[] }[];
  };
}

describe('the decoder of KTX2', () => {
  const colours = [
    [1, 0, 0],
    [0.2, 0.6, 1],
  ] as const;

  it.each(colours)('reads a texture of the colour %s %s %s', async (...colour) => {
    const worker = playWorker(script('basis-worker.js'));
    worker.tell({
      type: 'init',
      config: {},
      transcoderBinary: binary('basis_transcoder.wasm').buffer,
    });
    const reply = await worker.ask({ type: 'transcode', id: 1, buffer: solidKtx2(colour) });
    expect(reply).toMatchObject({ type: 'transcode', id: 1 });
    const { data } = reply as unknown as Transcoded;
    expect([data.width, data.height]).toEqual([8, 8]);
    const texels = data.faces[0]?.mipmaps[0]?.data ?? new Uint8Array();
    expect([...texels.slice(0, 4)]).toEqual([...colour.map((part) => Math.round(part * 255)), 255]);
  });

  it('says that it cannot read what is no texture', async () => {
    const worker = playWorker(script('basis-worker.js'));
    worker.tell({ type: 'init', config: {}, transcoderBinary: binary('basis_transcoder.wasm').buffer });
    expect(await worker.ask({ type: 'transcode', id: 2, buffer: new Uint8Array(200) })).toMatchObject({
      type: 'error',
      id: 2,
    });
  });

  it('would not run as it is published: it makes functions from text', () => {
    const published = readFileSync(
      new URL(import.meta.resolve('three/examples/jsm/libs/basis/basis_transcoder.js')),
      'utf8',
    );
    expect(published).toContain('newFunc(Function,');
    expect(script('basis-worker.js')).not.toContain('newFunc(Function,');
  });
});

it('the decoder of Draco reads a cube', async () => {
  const { positions, normals, indices } = cube();
  const { bytes, ids } = dracoOf({ positions, normals, indices });
  const worker = playWorker(script('draco-worker.js'));
  worker.tell({ type: 'init', decoderConfig: { wasmBinary: binary('draco_decoder.wasm').buffer } });
  const taskConfig = {
    attributeIDs: ids,
    attributeTypes: { POSITION: 'Float32Array', NORMAL: 'Float32Array' },
  };
  const reply = (await worker.ask({
    type: 'decode',
    id: 1,
    taskConfig: { ...taskConfig, useUniqueIDs: true, vertexColorSpace: 'srgb-linear' },
    buffer: bytes.buffer,
  })) as unknown as { type: string; geometry: { index: { array: Uint32Array } } };
  expect(reply.type).toBe('decode');
  expect(reply.geometry.index.array).toHaveLength(36);
});

describe('what is changed in the packages', () => {
  const sourceOf = ({ file }: { readonly file: string }) =>
    new URL(`../../../node_modules/${file}`, import.meta.url).pathname;
  const transform = (path: string) => viewerPackages().transform(readFileSync(path, 'utf8'), path) ?? '';

  it('leaves no other host to ask, no worker from a blob and no style of their own', () => {
    const changed = [...new Set(edits.map(sourceOf))].map(transform).join('\n');
    expect(changed.length).toBeGreaterThan(10_000);
    expect(changed).not.toMatch(/gstatic\.com|jsdelivr\.net\/npm|new Blob\(|<style|console\.error\(reason/);
  });

  it('fails the build when a package is no longer what it was', () => {
    const edit = { file: 'a.js', from: 'one', to: 'two' };
    expect(applied('it is one', edit)).toBe('it is two');
    expect(() => applied('it is none', { ...edit, from: 'some' })).toThrow('a.js');
    expect(() => applied('one and one', edit)).toThrow('2 times');
  });
});
