/** Code in colours: words of the language's own reader as React elements, never as markup. */
import { type ParsedToken, type ParseOptions, parse, type TokenType } from 'sugar-high/core';
import { languages } from 'sugar-high/lang';
import { inOrder } from '../inOrder';

/** On hostile text the reader takes the square of its length: a long block is read in pieces. */
const LONGEST_PIECE = 3_000;

const LOOKS: Partial<Record<TokenType, string>> = {
  comment: 'text-soft italic',
  keyword: 'text-ember-ink',
  string: 'text-good',
  class: 'text-warn',
  entity: 'text-warn',
};

/** What people write behind the fence and the library does not know. */
const ALSO: Readonly<Record<string, string>> = { svg: 'html', console: 'sh', mjs: 'js', h: 'c', hpp: 'cpp' };

export const Highlighted = ({ code, language }: { readonly code: string; readonly language: string }) => {
  const config = findLanguage(language);
  return <code>{config ? inOrder(piecesOf(code).map((piece) => coloured(piece, config))) : code}</code>;
};

function findLanguage(language: string): ParseOptions | undefined {
  const said = language.toLowerCase();
  const name = ALSO[said] ?? said;
  return languages.find(({ id, extension, aliases }) => [id, extension, ...aliases].includes(name))?.config;
}

function coloured(piece: string, config: ParseOptions) {
  const lines = parse(piece, config).lines.map(({ tokens }) => inOrder(tokens.map(toNode)));
  return inOrder(lines.flatMap((line, at) => (at === 0 ? [line] : ['\n', line])));
}

function toNode({ type, value }: ParsedToken) {
  const look = LOOKS[type];
  return look ? <span className={look}>{value}</span> : value;
}

/** Cut where a line begins, best after an empty one: a comment that goes on behind a cut loses its colour. */
export function piecesOf(code: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (code.length - from > LONGEST_PIECE) {
    const most = from + LONGEST_PIECE;
    const blank = code.lastIndexOf('\n\n', most - 2) + 2;
    const line = code.lastIndexOf('\n', most - 1) + 1;
    const end = blank > from + 2 ? blank : line > from ? line : most;
    pieces.push(code.slice(from, end));
    from = end;
  }
  return [...pieces, code.slice(from)];
}
