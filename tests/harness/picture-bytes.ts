/** Pictures that stand-ins make: small, whole, and told apart by their colours. */
import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A gradient whose colour follows the number, so that no two look alike. */
export function png(number = 0, { width, height }: Size = { width: 48, height: 32 }): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([
      0,
      ...Array.from({ length: width }, (_, x) => [(number * 67) & 255, (x * 5) & 255, (y * 7) & 255]).flat(),
    ]),
  );
  return assembled({ width, height }, Buffer.concat(rows));
}

/** Noise, which does not shrink: as many bytes as a real picture of a megapixel has. */
export function largePng(): Uint8Array {
  const size = { width: 700, height: 640 };
  const line = size.width * 3;
  const noise = randomBytes((line + 1) * size.height);
  for (let y = 0; y < size.height; y += 1) noise[y * (line + 1)] = 0;
  return assembled(size, noise);
}

function assembled({ width, height }: Size, rows: Buffer): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits each of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** 16 x 16, from orange to navy. */
export const jpeg = (): Uint8Array =>
  bytesOf(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMG/8QAFhAAAwAAAAAAAAAAAAAAAAAAABVi/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABcRAQADAAAAAAAAAAAAAAAAAAAUFWH/2gAMAwEAAhEDEQA/AKs6DOjFs6DOgtHh0x//2Q==',
  );
export const webp = (): Uint8Array =>
  bytesOf(
    'UklGRlgAAABXRUJQVlA4TEsAAAAvD8ADAH8gFkz6568cw0QICZLrvsY4/wSTNNV2TCruX4Aqsm2ooIIKKqigggoqqKCCCiqooIIKvrZDRP/z87gcNovJoNOoFDKJSAAA',
  );
export const svg = (): Uint8Array =>
  new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>fetch("https://evil.example/")</script><path d="M0 0h9v9z"/></svg>',
  );
/** What a filter leaves. */
export const black = (): Uint8Array => assembled({ width: 16, height: 16 }, Buffer.alloc(16 * (16 * 3 + 1)));

/** In the format that was asked for; what is unknown is a PNG. */
export const pictureAs = (format: unknown, number = 0): Uint8Array =>
  format === 'jpeg' || format === 'jpg'
    ? jpeg()
    : format === 'webp'
      ? webp()
      : format === 'svg'
        ? svg()
        : png(number);

export const mediaOf = (bytes: Uint8Array): string =>
  bytes[0] === 0xff
    ? 'image/jpeg'
    : bytes[0] === 0x52
      ? 'image/webp'
      : bytes[0] === 0x3c
        ? 'image/svg+xml'
        : 'image/png';

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/**
 * As a camera writes it: right behind the first two bytes of a JPEG, how it was held (6: a quarter turn to the right
 * makes it upright) and where it was.
 */
export function asTaken(jpeg: Uint8Array, held: number, where: string): Uint8Array {
  const words = Buffer.from(`${where}\0`, 'latin1');
  // Two lists: the picture's own, with the place of the other one, which is of the place on earth.
  const [own, gps, text] = [8, 38, 56];
  const tiff = Buffer.alloc(text + words.length);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(own, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt16LE(2, own);
  entry(own + 2, 0x0112, 3, 1, held);
  entry(own + 14, 0x8825, 4, 1, gps);
  tiff.writeUInt16LE(1, gps);
  entry(gps + 2, 0x0012, 2, words.length, text);
  const head = Buffer.from('\xff\xe1\0\0Exif\0\0', 'latin1');
  head.writeUInt16BE(head.length - 2 + tiff.length, 2);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]));
}
