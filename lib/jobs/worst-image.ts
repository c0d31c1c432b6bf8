/**
 * A picture's listed price is of about a megapixel at its usual quality. What is chosen beyond that costs more: by its
 * size as many times as it is larger, and by its quality nobody here knows how much.
 */
import type { ImageInput } from '../providers/makes';

const MEGAPIXEL = 1_000_000;
/** The largest that is taken by a service that chooses the size itself. */
const AUTO = (1536 * 1024) / MEGAPIXEL;
const PLAIN = new Set(['low', 'medium', 'standard']);

type Asked = Pick<ImageInput, 'known' | 'options'>;

/** How many times its listed price one may cost at the most. Undefined: nobody knows. */
export function timesListed({ known, options }: Asked): number | undefined {
  const listed = new Map((known?.options ?? []).map((option) => [option.name, option]));
  const of = (name: string) => options[name] ?? listed.get(name)?.initial;
  const quality = of('quality');
  if (quality !== undefined && quality !== listed.get('quality')?.initial && !PLAIN.has(String(quality)))
    return undefined;
  const isSized = listed.get('size')?.values?.some((value) => /^\d+x\d+$/.test(value)) === true;
  const sizes = [
    areaOf(String(of('size') ?? (isSized ? 'auto' : ''))),
    areaOf(String(of('resolution') ?? '')),
    areaOf(String(of('megapixels') ?? '')),
    (Number(of('width') ?? 0) * Number(of('height') ?? of('width') ?? 0)) / MEGAPIXEL,
  ];
  const most = Math.max(1, ...sizes);
  return Number.isNaN(most) ? undefined : most;
}

/** In megapixels: `1536x1024`, `2K`, `4 MP`, `1`. NaN for words that nobody knows. */
function areaOf(size: string): number {
  if (size === '') return 0;
  if (size === 'auto') return AUTO;
  const [, width, height] = /^(\d+)[x*×](\d+)$/i.exec(size) ?? [];
  if (width && height) return (Number(width) * Number(height)) / MEGAPIXEL;
  const [, kilo] = /^([\d.]+)k$/i.exec(size) ?? [];
  if (kilo) return Number(kilo) ** 2;
  const [, mega] = /^([\d.]+)\s*(?:mp)?$/i.exec(size) ?? [];
  return mega ? Number(mega) : Number.NaN;
}
