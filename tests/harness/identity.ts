/** The extension's ids: fixed by the manifest in Chromium, by a preference of the test's profile in Firefox. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Identified {
  readonly key?: string;
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

const read = (extension: string) =>
  JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Identified;

/** The first 128 bits of the SHA-256 over the public key, written in the letters a to p. */
export function idOfBuild(extension: string): string {
  const { key } = read(extension);
  if (!key) throw new Error('The Chromium build has no key, so its id would follow its folder.');
  const hex = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

export function geckoIdOfBuild(extension: string): string {
  const id = read(extension).browser_specific_settings?.gecko?.id;
  if (!id) throw new Error('The Firefox build has no id of its own.');
  return id;
}

/** The host that stands for the extension in `moz-extension://` addresses. Firefox draws one; tests fix it. */
export const GECKO_HOST = '5d2f1c1e-6b0a-4c53-9a52-1b8e6f0c7a11';
