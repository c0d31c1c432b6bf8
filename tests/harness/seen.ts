/** What is really to be seen: the picture of the screen, not what the page says of itself. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Screen } from './screen';

export type Rgb = readonly [number, number, number];

export interface Seen {
  /** How much of the place is of this colour, light or dark, from 0 to 1. */
  shareOf(colour: Rgb): number;
}

/** Looks at the one element that this selector finds. */
export async function lookAt(screen: Screen, selector: string): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-seen-'));
  try {
    const path = join(folder, 'seen.png');
    await screen.screenshot(path);
    return await read(screen, readFileSync(path), 'image/png', selector);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Looks at a picture, with the eyes of a browser. */
export const lookAtPicture = (screen: Screen, bytes: Uint8Array, media: string): Promise<Seen> =>
  read(screen, Buffer.from(bytes), media, null);

async function read(screen: Screen, bytes: Buffer, media: string, selector: string | null): Promise<Seen> {
  const url = `data:${media};base64,${bytes.toString('base64')}`;
  const pixels = await screen.evaluate(readInPage, { url, selector });
  return { shareOf: (colour) => shareIn(pixels, colour) };
}

interface Asked {
  readonly url: string;
  /** The whole picture when there is none. */
  readonly selector: string | null;
}

async function readInPage({ url, selector }: Asked): Promise<number[]> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const place = selector === null ? null : document.querySelector(selector)?.getBoundingClientRect();
  if (!context || place === undefined) throw new Error(`nothing is ${selector}`);
  const scale = place ? width / innerWidth : 1;
  const cut = place ?? new DOMRect(0, 0, width, height);
  canvas.width = Math.round(cut.width);
  canvas.height = Math.round(cut.height);
  const from = [cut.x, cut.y, cut.width, cut.height].map((side) => side * scale);
  const [x = 0, y = 0, wide = 0, high = 0] = from;
  context.drawImage(image, x, y, wide, high, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels: number[] = [];
  for (let row = 0; row < canvas.height; row += 4)
    for (let column = 0; column < canvas.width; column += 4) {
      const at = (row * canvas.width + column) * 4;
      pixels.push(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    }
  return pixels;
}

const LEAST_SATURATION = 0.25;
/** Of the whole circle of 360. Light changes how light a colour is, hardly ever which. */
const NEAR = 25;

function shareIn(pixels: readonly number[], colour: Rgb): number {
  const { hue: wanted } = hueOf(...colour);
  let found = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    const { hue, saturation } = hueOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    const apart = Math.abs(hue - wanted);
    if (saturation > LEAST_SATURATION && Math.min(apart, 360 - apart) < NEAR) found += 1;
  }
  return found / (pixels.length / 3);
}

function hueOf(red: number, green: number, blue: number) {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range === 0) return { hue: 0, saturation: 0 };
  const sixth =
    most === red
      ? (green - blue) / range
      : most === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  return { hue: (sixth * 60 + 360) % 360, saturation: range / most };
}
