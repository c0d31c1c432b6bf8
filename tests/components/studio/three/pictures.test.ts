// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { preparePicture } from '../../../../components/studio/three/pictures';
import { pictureOf, placesFor, withPicture } from '../../../../components/studio/three/views';
import { fromUtf8 } from '../../../../lib/core/bytes';
import { readFile } from '../../../../lib/files/store';
import { fileOf } from '../stage';
import { drawOnNothing, pictureFile } from './stage';

beforeEach(drawOnNothing);

const prepared = async (file: File) => {
  const kept = await preparePicture(file, file.name);
  return { ...kept, text: fromUtf8(await readFile(kept)) };
};

describe('a picture for 3D', () => {
  it.each([
    ['png', 'image/png'],
    ['jpg', 'image/jpeg'],
    ['webp', 'image/png'],
  ] as const)(
    'that is a %s is drawn anew as %s: nothing that a camera wrote is left',
    async (kind, media) => {
      const kept = await prepared(pictureFile('640x480', kind));
      expect(kept).toMatchObject({ media, width: 640, height: 480, name: `640x480.${kind}` });
      expect(kept.text).toContain('drawn 640x480');
      expect(kept.text).not.toContain('Exif');
    },
  );

  it('is scaled to what services take, and no further', async () => {
    expect(await prepared(pictureFile('12000x3000'))).toMatchObject({ width: 6000, height: 1500 });
    expect(await prepared(pictureFile('8x16'))).toMatchObject({ width: 256, height: 512 });
    expect(await prepared(pictureFile('20x1000'))).toMatchObject({ width: 120, height: 6000 });
    expect(await prepared(pictureFile('256x300'))).toMatchObject({ width: 256, height: 300 });
    expect(await prepared(pictureFile('6000x6000'))).toMatchObject({ width: 6000, height: 6000 });
  });

  it.each([
    ['too narrow', '60000x100', 'png', 'picture-too-narrow'],
    ['damaged', 'nothing', 'png', 'picture-damaged'],
    ['no picture', '640x480', 'txt', 'file-kind-unknown'],
  ] as const)('is refused when it is %s', async (_what, size, kind, code) => {
    await expect(preparePicture(pictureFile(size, kind), 'x')).rejects.toMatchObject({ problem: { code } });
  });

  it('that stays too large as it is becomes a photograph, and then smaller', async () => {
    const sizes: string[] = [];
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        constructor(
          readonly width: number,
          readonly height: number,
        ) {}
        getContext = () => ({ drawImage: () => {}, fillRect: () => {}, fillStyle: '' });
        convertToBlob = async ({ type }: { type: string }) => {
          sizes.push(`${type} ${this.width}`);
          return new Blob([new Uint8Array(this.width > 3000 ? 21 * 1024 * 1024 : 10)], { type });
        };
      },
    );
    expect(await preparePicture(pictureFile('4000x4000'), 'x')).toMatchObject({
      media: 'image/jpeg',
      width: 2800,
    });
    expect(sizes).toEqual(['image/png 4000', 'image/jpeg 4000', 'image/jpeg 2800']);
  });
});

describe('the sides', () => {
  const [a, b, c] = [fileOf('image/png', 'a'), fileOf('image/png', 'b'), fileOf('image/png', 'c')];
  const nothing = { files: [], views: [] };

  it('stand in one order whichever came first, each once', () => {
    const shown = withPicture(withPicture(nothing, 'back', a), 'front', b);
    expect(shown).toEqual({ files: [b, a], views: ['front', 'back'] });
    expect(withPicture(shown, 'back', c)).toEqual({ files: [b, c], views: ['front', 'back'] });
    expect(withPicture(shown, 'front', undefined)).toEqual({ files: [a], views: ['back'] });
    expect(pictureOf(shown, 'left')).toBeUndefined();
  });

  it('of several pictures at once are those that are free, after the one that was meant', () => {
    const shown = withPicture(nothing, 'left', a);
    expect(placesFor(shown, 'front', 3)).toEqual(['front', 'back', 'right']);
    expect(placesFor(shown, 'front', 9)).toHaveLength(3);
  });
});
