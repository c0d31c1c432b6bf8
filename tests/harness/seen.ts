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
    const picture = readFileSync(path).toString('base64');
    const pixels = await screen.evaluate(readInPage, { picture, selector });
    return { shareOf: (colour) => shareIn(pixels, colour) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function readInPage({ picture, selector }: { picture: string; selector: string }): Promise<number[]> {
  const place = document.querySelector(selector)?.getBoundingClientRect();
  if (!place) throw new Error(`nothing is ${selector}`);
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const scale = image.naturalWidth / innerWidth;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(place.width);
  canvas.height = Math.round(place.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const [x, y, width, height] = [place.x, place.y, place.width, place.height].map((side) => side * scale);
  context.drawImage(image, x ?? 0, y ?? 0, width ?? 0, height ?? 0, 0, 0, canvas.width, canvas.height);
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
