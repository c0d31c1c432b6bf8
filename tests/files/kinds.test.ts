/** What a model is shows in its bytes; how its address ended only tells apart what they leave open. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../lib/core/problem';
import { extensionOf } from '../../lib/files/kinds';
import { Look } from '../../lib/files/look';
import { fbx, glb, stl, threeMf, usdz, zipOf } from '../harness/model-bytes';

function seen(bytes: Uint8Array, suffix: string, expectedBytes?: number): string {
  try {
    const look = new Look(suffix, expectedBytes);
    look.take(bytes);
    return extensionOf(look.end().media);
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

const text = (words: string) => new Uint8Array(Buffer.from(words));
const gltf = text('{"asset":{"version":"2.0"},"buffers":[]}');
const obj = text('# made by somebody\n# and more   \n\nmtllib a.mtl\no body\nv 0 0 0\n');
const asciiStl = text('solid owl\nfacet normal 0 0 1\nouter loop\nendsolid owl\n');
const binaryStl = stl();

describe('a model', () => {
  it.each([
    ['glb', glb()],
    ['fbx', fbx()],
    ['fbx', text('; FBX 7.4.0 project file\n; ----\n')],
    ['zip', zipOf('model.obj', 'v 0 0 0')],
    ['usdz', usdz()],
    ['3mf', threeMf()],
    ['3mf', zipOf('[Content_Types].xml', '<Types/>')],
    ['gltf', gltf],
    ['obj', obj],
    ['stl', asciiStl],
    ['stl', binaryStl],
  ])('%s is known, whatever its address ends with', (extension, bytes) => {
    for (const suffix of ['', extension, 'glb', 'bin']) expect(seen(bytes, suffix)).toBe(extension);
  });

  it('whose kind nobody told us of is kept as it came, unless its address promised another', () => {
    const bytes = new Uint8Array(600).fill(0xa5);
    expect(seen(bytes, 'splat')).toBe('bin');
    expect(seen(bytes, 'glb')).toBe('file-wrong');
    expect(seen(bytes, '')).toBe('file-wrong');
  });

  it.each([
    ['a page', '<!doctype html><html></html>'],
    ['a page behind a mark and space', '\ufeff  \n<html>'],
    ['an error in XML', '<?xml version="1.0"?><Error/>'],
    ['an error in JSON', '{"code":2001,"message":"not found"}'],
    ['a list', '[1,2]'],
    ['nothing', ''],
  ])('is not %s', (_what, words) => {
    for (const suffix of ['', 'glb', 'stl', 'obj', 'splat', 'bin'])
      expect(seen(text(words.padEnd(words === '' ? 0 : 300)), suffix)).toBe('file-wrong');
  });

  it('in STL is cut when it has fewer triangles than it says', () => {
    const two = binaryStl.slice();
    new DataView(two.buffer).setUint32(80, 2, true);
    expect(seen(two, 'stl')).toBe('file-cut');
  });

  it('is looked at in time that grows with its length alone', () => {
    const hostile = text('#   \n'.repeat(2_000));
    const startedMs = performance.now();
    expect(seen(hostile, 'obj')).toBe('file-wrong');
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('of any bytes is a kind or a problem', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'glb', 'stl', 'x'),
        (bytes, suffix) => {
          expect(seen(bytes, suffix)).toMatch(/^([a-z0-9]{2,4}|file-(wrong|cut))$/);
        },
      ),
    ));
});
