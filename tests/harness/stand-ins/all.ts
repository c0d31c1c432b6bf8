/** Every stand-in in this folder. Read from the disk, because the practice run has no bundler. */
import { readdirSync } from 'node:fs';
import type { StandIn } from './shape';

const NOT_STAND_INS = new Set(['shape.ts', 'all.ts']);

const files = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !NOT_STAND_INS.has(file))
  .sort();

export const allStandIns: readonly StandIn[] = await Promise.all(
  files.map(
    async (file) =>
      ((await import(/* @vite-ignore */ new URL(file, import.meta.url).href)) as { standIn: StandIn })
        .standIn,
  ),
);
