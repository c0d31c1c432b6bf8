/** A copy of the build with something wrong in it: what a test is sure to notice there, it would notice in ours. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from './browser';
import { buildOf } from './workspace';

export interface Altered {
  readonly folder: string;
  manifest(change: (manifest: Record<string, unknown>) => Record<string, unknown>): Altered;
  /** Adds a file, or replaces one. */
  write(path: string, text: string): Altered;
  append(path: string, text: string): Altered;
  clear(): void;
}

export function alterBuild(name: BrowserName): Altered {
  const folder = mkdtempSync(join(tmpdir(), `firekeep-altered-${name}-`));
  cpSync(buildOf(name), folder, { recursive: true });
  const altered: Altered = {
    folder,
    manifest(change) {
      const path = join(folder, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      writeFileSync(path, JSON.stringify(change(manifest)));
      return altered;
    },
    write(path, text) {
      writeFileSync(join(folder, path), text);
      return altered;
    },
    append(path, text) {
      appendFileSync(join(folder, path), text);
      return altered;
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
  return altered;
}
