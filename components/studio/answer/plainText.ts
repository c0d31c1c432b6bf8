/** Markdown as one would type it into a letter: the words without the marks. */
import { Lexer, type Token } from 'marked';
import { withEntities } from './entities';

export function toPlainText(markdown: string): string {
  try {
    return join(new Lexer({ gfm: true }).lex(markdown)).trim();
  } catch {
    // Nested deeper than the reader goes: as it was written.
    return markdown;
  }
}

const join = (tokens: readonly Token[]): string => tokens.map(toText).join('');

/** The library's own types leave a token's members open. */
function toText(token: Token): string {
  if (token.type === 'space') return '\n\n';
  if (token.type === 'br') return '\n';
  if (token.type === 'code') return `${token.text}`;
  if (token.type === 'link') return linked(token.text, token.href);
  if (token.type === 'list' && 'items' in token) return listed(token.items, token.ordered, token.start);
  if (token.type === 'table' || token.type === 'html') return token.raw;
  const inner: readonly Token[] | undefined = 'tokens' in token ? token.tokens : undefined;
  if (inner) return join(inner) + (token.type === 'blockquote' ? '' : endOf(token));
  return 'text' in token ? withEntities(String(token.text)) : token.raw;
}

const endOf = (token: Token): string => /\n+$/.exec(token.raw)?.[0] ?? '';

const linked = (text: string, href: string): string => (text === href ? href : `${text} (${href})`);

const listed = (items: readonly { tokens: Token[] }[], isOrdered: boolean, start: unknown): string =>
  items
    .map(({ tokens }, at) => `${isOrdered ? `${(Number(start) || 1) + at}.` : '-'} ${join(tokens).trim()}`)
    .join('\n');
