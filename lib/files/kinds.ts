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

const GLB = 'model/gltf-binary';
const GLTF = 'model/gltf+json';
const FBX = 'model/fbx';
const STL = 'model/stl';
const OBJ = 'model/obj';
const USDZ = 'model/vnd.usdz+zip';
const THREE_MF = 'model/3mf';
const ZIP = 'application/zip';
/** Of a kind that nobody told us of: it is kept as it came. */
const ANY = 'application/octet-stream';

const EXTENSIONS: Readonly<Record<string, string>> = {
  [GLB]: 'glb',
  [GLTF]: 'gltf',
  [FBX]: 'fbx',
  [STL]: 'stl',
  [OBJ]: 'obj',
  [USDZ]: 'usdz',
  [THREE_MF]: '3mf',
  [ZIP]: 'zip',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
};

export const extensionOf = (media: string): string =>
  (Object.hasOwn(EXTENSIONS, media) ? EXTENSIONS[media] : undefined) ?? 'bin';

/** So much of a file's beginning is enough to tell what it is. */
export const HEAD_BYTES = 4096;

/**
 * What a model is. Undefined: it is none, but a page, an error, or garbage. `suffix`: how its address ended, which only
 * tells apart what the bytes leave open.
 */
export function modelMediaOf(head: Bytes, suffix: string, byteCount?: number): string | undefined {
  const text = textOf(head)?.replace(/^\ufeff?\s*/, '');
  return binaryMediaOf(head) ?? textMediaOf(text, suffix) ?? otherMediaOf(head, text, suffix, byteCount);
}

function binaryMediaOf(head: Bytes): string | undefined {
  if (says(head, 0, 'glTF')) return GLB;
  if (says(head, 0, 'Kaydara FBX Binary')) return FBX;
  if (!says(head, 0, 'PK\x03\x04')) return undefined;
  // What a package is, shows in the name of the first thing in it.
  const length = (head[26] ?? 0) + 256 * (head[27] ?? 0);
  const name = String.fromCharCode(...head.subarray(30, 30 + Math.min(200, length)));
  if (/\.usd[ac]?$/i.test(name)) return USDZ;
  return /^(\[Content_Types\]|_rels\/|3D\/)/i.test(name) ? THREE_MF : ZIP;
}

function textMediaOf(text: string | undefined, suffix: string): string | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('; FBX')) return FBX;
  if (/^solid\b/.test(text) && /\b(facet|endsolid)\b/.test(text)) return STL;
  if (/^(#[^\n]*\n\s*)*(mtllib|usemtl|o|g|s|v|vn|vt|f) /.test(text)) return OBJ;
  const isGltf = text.startsWith('{') && (suffix === 'gltf' || /"(asset|accessors|scenes?)"\s*:/.test(text));
  return isGltf ? GLTF : undefined;
}

const SUFFIXES = new Set(Object.values(EXTENSIONS));

function otherMediaOf(
  head: Bytes,
  text: string | undefined,
  suffix: string,
  byteCount: number | undefined,
): string | undefined {
  if (head.length === 0 || (text !== undefined && /^[<{[]/.test(text))) return undefined;
  const expected = stlBytes(head);
  if (expected !== undefined && (suffix === 'stl' || byteCount === expected)) return STL;
  return suffix === '' || SUFFIXES.has(suffix) ? undefined : ANY;
}

/** How long a binary STL is, by the number of its triangles. */
export const stlBytes = (head: Bytes): number | undefined =>
  head.length < 84 ? undefined : 84 + 50 * new DataView(head.buffer, head.byteOffset).getUint32(80, true);

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
