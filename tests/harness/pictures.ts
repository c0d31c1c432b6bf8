/** Pictures of what was open when a test failed, beside what the console said. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import type { Browser } from './browser';

interface Picturable {
  screenshot(options: { readonly path: `${string}.png` }): Promise<unknown>;
}

export async function snapAll(pages: readonly Picturable[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: join(folder, `${index}.png`) as `${string}.png` }).catch(() => undefined);
}

const artifacts = fileURLToPath(new URL('../.artifacts/failures', import.meta.url));
const toFolder = (title: string) => join(artifacts, title.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 120));

/** Call it once in a file or a `describe` that has a browser. */
export function pictureFailures(browser: () => Browser): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const folder = toFolder(`${browser().name} ${task.name}`);
    await browser().snap(folder);
    writeFileSync(join(folder, 'log.json'), JSON.stringify(await browser().logged(), null, 2));
  });
}
