/** What a page or the worker carries: every file that is loaded before its first line runs, with its gzipped size. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';

export interface Sized {
  /** Within the build, as in `chunks/popup-abc.js`. */
  readonly path: string;
  readonly gzipBytes: number;
}

export const gzipBytesOf = (build: string, path: string): number =>
  gzipSync(readFileSync(join(build, path)), { level: 9 }).length;

export const sized = (build: string, paths: Iterable<string>): Sized[] =>
  [...new Set(paths)]
    .map((path) => ({ path, gzipBytes: gzipBytesOf(build, path) }))
    .sort((one, other) => other.gzipBytes - one.gzipBytes);

export const sum = (files: readonly Sized[]): number =>
  files.reduce((bytes, file) => bytes + file.gzipBytes, 0);

/** The page itself, its styles, its scripts and all that these import statically. */
export function closureOf(build: string, page: string): Sized[] {
  const html = readFileSync(join(build, `${page}.html`), 'utf8');
  const linked = [...html.matchAll(/\b(?:src|href)="\/?([^"#:]+)"/g)].flatMap(([, path]) => path ?? []);
  return sized(build, [`${page}.html`, ...linked.flatMap((path) => [...reach(build, path)])]);
}

/** A file and everything it imports before it runs. `import()` is not followed: that is what loads later. */
export function reach(build: string, path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  if (!path.endsWith('.js')) return found;
  const { module } = parseSync(path, readFileSync(join(build, path), 'utf8'));
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
  ];
  for (const request of requests) reach(build, posix.join(dirname(path), request), found);
  return found;
}

export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

function listing(build: string): string[] {
  const pages = ['popup', 'sidepanel', 'options'].map((page) => [page, closureOf(build, page)] as const);
  const worker = ['worker', sized(build, ['background.js'])] as const;
  return [...pages, worker].flatMap(([name, files]) => [
    `${name}: ${kib(sum(files))} gzipped before its first line runs`,
    ...files.map(({ path, gzipBytes }) => `  ${kib(gzipBytes).padStart(10)}  ${path}`),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const build = process.argv[2] ?? fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));
  if (!existsSync(join(build, 'manifest.json')))
    throw new Error(`There is no build in ${build}: npm run build`);
  console.log(listing(build).join('\n'));
}
