/** Every line of the program and of its tests, for the tests that read them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Source {
  readonly path: string;
  readonly lines: readonly string[];
}

export const sources = ['lib', 'components', 'entrypoints', 'tests'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path): Source => {
      const whole = join(room, path);
      return { path: whole, lines: readFileSync(join(ROOT, whole), 'utf8').split('\n') };
    }),
);
export const program = sources.filter(({ path }) => !path.startsWith('tests/'));

/** `path:line` of every line that matches, comments apart. */
export function find(
  pattern: RegExp,
  within: readonly Source[],
  except: (path: string) => boolean = () => false,
) {
  return within
    .filter(({ path }) => !except(path))
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, at) =>
        pattern.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [],
      ),
    );
}
