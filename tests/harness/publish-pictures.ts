/** `npx tsx tests/harness/publish-pictures.ts`: what the README shows, out of what the last test of access saw. */
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps';

const PUBLISHED: Readonly<Record<string, string>> = {
  'keys-light': 'keys-light',
  'keys-dark': 'keys-dark',
  'add-dialog': 'add-rejected-light',
  answer: 'popup-answer-light',
  picture: 'popup-picture-light',
  model: 'popup-3d-result-light',
  usage: 'usage-light',
  library: 'library-light',
  activity: 'activity-light',
  security: 'security-light',
  backup: 'backup-light',
  compare: 'compare-light',
  import: 'import-checked-light',
  'answer-dark': 'popup-markdown-dark',
  rotate: 'rotate-sure-dark',
};
const MOST_BYTES = 200 * 1024;

const folder = join(root, '.github/screenshots');
mkdirSync(folder, { recursive: true });
for (const [name, state] of Object.entries(PUBLISHED)) {
  const picture = join(root, `tests/.artifacts/screens/${state}.png`);
  if (statSync(picture).size > MOST_BYTES) throw new Error(`${name} is too large for a README.`);
  copyFileSync(picture, join(folder, `${name}.png`));
}
