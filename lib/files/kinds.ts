/** What a file is, by its first bytes: names and headers lie. SVG is text that could run, so it is no picture here. */
import { type Bytes, fromUtf8 } from '../core/bytes';

const starts = (bytes: Uint8Array, ...magic: readonly number[]) =>
  magic.every((byte, at) => bytes[at] === byte);
const says = (bytes: Uint8Array, at: number, word: string) =>
  [...word].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

export type PictureMedia = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';

export function pictureMediaOf(bytes: Uint8Array): PictureMedia | undefined {
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (says(bytes, 0, 'RIFF') && says(bytes, 8, 'WEBP')) return 'image/webp';
  if (says(bytes, 0, 'GIF87a') || says(bytes, 0, 'GIF89a')) return 'image/gif';
  return undefined;
}

/** SVG can only be kept and downloaded, never shown as markup. */
export function isSvg(bytes: Bytes): boolean {
  const head = textOf(bytes.slice(0, 4096))?.trimStart();
  return (
    head !== undefined &&
    /^(<\?xml[\s\S]*?\?>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i.test(head)
  );
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
};

export const extensionOf = (media: string): string => EXTENSIONS[media] ?? 'bin';

/** Undefined when the bytes are no text: a cut character at the very end is forgiven. */
export function textOf(bytes: Bytes): string | undefined {
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      const text = fromUtf8(bytes.slice(0, bytes.length - cut));
      return text.includes('\0') ? undefined : text;
    } catch {
      // Perhaps only the last character was cut.
    }
  }
  return undefined;
}
