/** The folders of one launch: its profile, and its own copy of the build, which another build may replace meanwhile. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserName } from './browser';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const buildOf = (name: BrowserName): string =>
  join(root, '.output', name === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');

export interface Workspace {
  readonly profile: string;
  readonly extension: string;
  /** Removes the copy of the build, and the profile too unless it was given or is still wanted. */
  clear(keepsProfile: boolean): void;
}

export function makeWorkspace(
  name: BrowserName,
  given: { readonly profile?: string | undefined; readonly extension?: string | undefined },
): Workspace {
  const build = given.extension ?? buildOf(name);
  if (!existsSync(join(build, 'manifest.json'))) throw new Error(`There is no built extension in ${build}.`);
  const folder = mkdtempSync(join(tmpdir(), `firekeep-${name}-`));
  const extension = join(folder, 'extension');
  cpSync(build, extension, { recursive: true });
  const profile = given.profile ?? join(folder, 'profile');
  mkdirSync(profile, { recursive: true });
  return {
    profile,
    extension,
    clear(keepsProfile) {
      const gone = keepsProfile && !given.profile ? extension : folder;
      rmSync(gone, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
