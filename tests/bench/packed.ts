/** How heavy the archive is, and how much of that only a 3D model brings: the viewer and what unpacks models. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

export interface Packed {
  readonly bytes: number;
  readonly viewerBytes: number;
}

export function weigh(path: string): Packed {
  const archive = readFileSync(path);
  const sizes = new Map<string, number>();
  const files = unzipSync(archive, {
    filter: ({ name, size }) => sizes.set(name, size) && name.endsWith('.js'),
  });
  const isViewer = (name: string): boolean =>
    name.startsWith('decoders/') ||
    strFromU8(files[name] ?? new Uint8Array()).includes('THREE.WebGLRenderer');
  const viewer = [...sizes].filter(([name]) => isViewer(name));
  return { bytes: archive.length, viewerBytes: viewer.reduce((bytes, [, size]) => bytes + size, 0) };
}
