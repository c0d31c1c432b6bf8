/** Markdown as React elements. Markup in it stays text, pictures are not fetched, links say where they lead. */
import { Lexer, type Token, type Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { inOrder } from '../inOrder';
import { CodeBlock } from './CodeBlock';
import { withEntities } from './entities';
import { inert } from './inert';
import { AnswerLink, NotLoaded } from './links';
import { Plain } from './Plain';

/** Longer blocks than anybody writes by hand: their inline marks would take seconds to pair. */
const MOST = 20_000;
/** A thousand quotes in one another would be a thousand boxes in one another. */
const DEEPEST = 24;

export const Markdown = memo(({ text }: { readonly text: string }) => {
  const tokens = lexed(text);
  return tokens ? toNodes(tokens) : <Plain text={text} />;
});

/** Undefined for what is better shown as it was written. */
function lexed(text: string): readonly Token[] | undefined {
  if (text.length > MOST) return undefined;
  try {
    const tokens = new Lexer({ gfm: true }).lex(inert(text));
    return isDeep(tokens, 0) ? undefined : tokens;
  } catch {
    // Nested so deep that the reader gave up.
    return undefined;
  }
}

const isDeep = (tokens: readonly Token[], depth: number): boolean =>
  depth > DEEPEST || tokens.some((token) => isDeep(childrenOf(token), depth + 1));

const childrenOf = (token: Token): readonly Token[] =>
  isA(token, 'list') ? token.items : 'tokens' in token && token.tokens ? token.tokens : [];

const toNodes = (tokens: readonly Token[] = []): ReactNode => inOrder(tokens.map(toNode));

interface Known {
  readonly heading: Tokens.Heading;
  readonly paragraph: Tokens.Paragraph;
  readonly list: Tokens.List;
  readonly code: Tokens.Code;
  readonly table: Tokens.Table;
  readonly blockquote: Tokens.Blockquote;
  readonly hr: Tokens.Hr;
  readonly space: Tokens.Space;
  readonly def: Tokens.Def;
  readonly strong: Tokens.Strong;
  readonly em: Tokens.Em;
  readonly del: Tokens.Del;
  readonly codespan: Tokens.Codespan;
  readonly br: Tokens.Br;
  readonly link: Tokens.Link;
  readonly image: Tokens.Image;
  readonly escape: Tokens.Escape;
  readonly text: Tokens.Text;
  readonly checkbox: Tokens.Checkbox;
}

const isA = <Type extends keyof Known>(token: Token, type: Type): token is Known[Type] => token.type === type;

function toNode(token: Token): ReactNode {
  if (isA(token, 'heading')) return <Heading depth={token.depth}>{toNodes(token.tokens)}</Heading>;
  if (isA(token, 'paragraph')) return <p dir="auto">{toNodes(token.tokens)}</p>;
  if (isA(token, 'list')) return <List list={token} />;
  if (isA(token, 'code')) return <CodeBlock code={token.text} language={token.lang ?? ''} />;
  if (isA(token, 'table')) return <Table table={token} />;
  if (isA(token, 'blockquote'))
    return (
      <blockquote className="space-y-2 border-l-2 border-edge pl-3 text-soft">
        {toNodes(token.tokens)}
      </blockquote>
    );
  if (isA(token, 'hr')) return <hr className="border-line" />;
  if (isA(token, 'space') || isA(token, 'def')) return null;
  return toInline(token);
}

function toInline(token: Token): ReactNode {
  if (isA(token, 'strong')) return <strong>{toNodes(token.tokens)}</strong>;
  if (isA(token, 'em')) return <em>{toNodes(token.tokens)}</em>;
  if (isA(token, 'del')) return <del>{toNodes(token.tokens)}</del>;
  if (isA(token, 'codespan'))
    return <code className="rounded-sm bg-sunken px-1 font-mono">{token.text}</code>;
  if (isA(token, 'br')) return <br />;
  if (isA(token, 'link'))
    return (
      <AnswerLink href={token.href} text={token.text}>
        {toNodes(token.tokens)}
      </AnswerLink>
    );
  if (isA(token, 'image')) return <NotLoaded alt={token.text} href={token.href} />;
  if (isA(token, 'escape')) return token.text;
  if (isA(token, 'text')) return token.tokens ? toNodes(token.tokens) : withEntities(token.text);
  if (isA(token, 'checkbox')) return token.checked ? '☑ ' : '☐ ';
  // Markup, and whatever a later version of the library knows: as it was written.
  return token.raw;
}

const SIZES = ['text-lg', 'text-lg', 'text-base', 'text-base'] as const;

/** The page has a heading of its own. Models skip levels as they like: below it all are of one, told apart by size. */
const Heading = ({ depth, children }: { readonly depth: number; readonly children: ReactNode }) => (
  <h2 dir="auto" className={`${SIZES[depth - 1] ?? 'text-base'} font-semibold`}>
    {children}
  </h2>
);

function List({ list }: { readonly list: Tokens.List }) {
  const items = inOrder(list.items.map(toItem));
  return list.ordered ? (
    <ol start={Number(list.start) || 1} className="list-decimal space-y-1 pl-6">
      {items}
    </ol>
  ) : (
    <ul className="list-disc space-y-1 pl-6">{items}</ul>
  );
}

const toItem = ({ tokens }: Tokens.ListItem) => (
  <li dir="auto" className="space-y-1">
    {toNodes(tokens)}
  </li>
);

const Table = ({ table }: { readonly table: Tokens.Table }) => (
  <table className="w-full border-collapse text-sm">
    <thead>
      <tr>{inOrder(table.header.map(toHead))}</tr>
    </thead>
    <tbody>{inOrder(table.rows.map(toRow))}</tbody>
  </table>
);

const cellLook = 'border border-line px-2 py-1 text-left align-top [overflow-wrap:anywhere]';

const toHead = ({ tokens }: Tokens.TableCell) => <th className={cellLook}>{toNodes(tokens)}</th>;
const toCell = ({ tokens }: Tokens.TableCell) => <td className={cellLook}>{toNodes(tokens)}</td>;
const toRow = (cells: readonly Tokens.TableCell[]) => <tr>{inOrder(cells.map(toCell))}</tr>;
