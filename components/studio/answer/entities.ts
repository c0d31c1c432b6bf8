/** `&amp;` and its like, which Markdown leaves to markup. What they stand for is made inert as everything else. */
import { inert } from './inert';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  times: '×',
  deg: '°',
  euro: '€',
  rarr: '→',
  larr: '←',
};

export const withEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,8}));/g, (whole, decimal, hex, name) =>
        name ? (NAMED[name] ?? whole) : character(Number(decimal ?? `0x${hex}`)),
      )
    : text;

const character = (code: number): string =>
  code > 0 && code <= 0x10ffff ? inert(String.fromCodePoint(code)) : '\ufffd';
