/** Tables: a head and its rows. A row is one thing: its cells belong together. */
import { type Entry, LONGEST_VALUE, toWords } from './entry';

const HEAD = /^[A-Za-z][\w .()/-]{0,60}$/;
const LONGEST_HEAD = 2_000;
const MOST_COLUMNS = 40;

/** What a column may be called that holds the key itself, or what the key is called. */
const VALUES = new Set(['VALUE', 'KEY', 'SECRET', 'TOKEN', 'API_KEY', 'PASSWORD', 'CREDENTIAL']);
const NAMES = new Set([
  'NAME',
  'VARIABLE',
  'SERVICE',
  'PROVIDER',
  'LABEL',
  'TITLE',
  'URL',
  'SITE',
  'WEBSITE',
]);

interface Table {
  readonly head: readonly string[];
  readonly separator: string;
  readonly from: number;
}

/** Undefined when it is no table. */
export function findTable(text: string): Table | undefined {
  const from = text.search(/\S/);
  const end = text.slice(from, from + LONGEST_HEAD).search(/[\r\n]/);
  if (from < 0 || end < 0) return undefined;
  const line = text.slice(from, from + end);
  for (const separator of [',', ';', '\t']) {
    const { cells } = readRow(line, 0, separator);
    const head = cells.map((cell) => cell.trim());
    const isHead = head.length > 1 && head.length <= MOST_COLUMNS && head.every((cell) => HEAD.test(cell));
    if (isHead && new Set(head).size === head.length) return { head, separator, from: from + end };
  }
  return undefined;
}

export function* readTable(text: string, { head, separator, from }: Table): Generator<Entry | undefined> {
  const columns = head.map((cell) => toWords(cell).join('_'));
  /** One column names, one holds: what else stands beside them is no key. */
  const isPair = columns.some((name) => NAMES.has(name)) && columns.some((name) => VALUES.has(name));
  for (let at = from; at < text.length; ) {
    const { cells, next } = readRow(text, at, separator);
    at = next;
    const name = cells.filter((_, column) => NAMES.has(columns[column] ?? '')).join(' ');
    for (const [column, cell] of cells.entries()) {
      const called = columns[column];
      if (!called || NAMES.has(called) || cell.trim() === '') yield undefined;
      else if (isPair) yield VALUES.has(called) ? { name, value: cell.trim() } : undefined;
      else yield { name: `${name} ${called}`.trim(), value: cell.trim() };
    }
    yield undefined;
  }
}

/** One row from `at` on. A quote that nothing closes ends with its row, or rubbish would be read over and over. */
function readRow(text: string, at: number, separator: string) {
  const cells: string[] = [];
  let place = at;
  for (;;) {
    const { cell, next } = readCell(text, place, separator);
    cells.push(cell);
    if (text.charAt(next) !== separator || cells.length >= MOST_COLUMNS)
      return { cells, next: toNextRow(text, next) };
    place = next + 1;
  }
}

function toNextRow(text: string, from: number): number {
  const end = /[\r\n]/g;
  end.lastIndex = from;
  const found = end.exec(text);
  return found ? found.index + 1 : text.length;
}

function readCell(text: string, at: number, separator: string) {
  if (text.charAt(at) === '"') {
    const quoted = /"((?:[^"]|""){0,10000})"(?=[,;\t\r\n]|$)/y;
    quoted.lastIndex = at;
    const [whole, inside] = quoted.exec(text) ?? [];
    if (whole !== undefined && inside !== undefined)
      return { cell: inside.replaceAll('""', '"'), next: at + whole.length };
  }
  let end = at;
  while (end < text.length && !isEnd(text.charAt(end), separator)) end += 1;
  return { cell: end - at > LONGEST_VALUE ? '' : text.slice(at, end), next: end };
}

const isEnd = (char: string, separator: string) => char === separator || char === '\n' || char === '\r';
