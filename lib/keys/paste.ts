/**
 * What people paste is rarely the bare key: quotes, `Bearer `, `export NAME=`, line breaks of a mail, characters
 * nobody sees. Only what surrounds a key is taken away; nothing visible inside it ever is.
 */
import type { Field, Fields, Guide, Kind, Pasted } from '../providers/shape';

/** What leaves no mark on the screen, line breaks and tabs apart: zero-width, direction and control characters. */
const INVISIBLE = /(?![\t-\r\u0085])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** A line break and the blanks of the lines it parts: a long key is often broken where a mail wraps it. */
const BREAK = /[^\S\r\n\u0085\u2028\u2029]*[\r\n\u0085\u2028\u2029]+\s*/g;
const QUOTES = '"\'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb';

/** Behind an `=`: the value, which is neither missing nor the padding of a base64 text. */
const VALUE = `(?=[\\s${QUOTES}]*[^\\s=${QUOTES}])`;
const assigned = (name: string, flags = '') => new RegExp(`^${name}\\s*=\\s*${VALUE}`, flags);

/** What may stand before a key. Each leaves something behind, or it was the key itself. */
const BEFORE: readonly RegExp[] = [
  /^(?:proxy-)?authorization\s*:\s*(?:bearer|token|key)?\s*(?=\S)/i,
  /^bearer\s+(?=\S)/i,
  assigned('(?:export|setx?|const|let|var)\\s+[a-z_]\\w*', 'i'),
  assigned('\\$env:[a-z_]\\w*', 'i'),
  assigned('[A-Z][A-Z0-9_]*'),
  // `apiKey=` and `api_key=`: whole words only, since a token may well hold an equals sign.
  assigned('[a-z]+(?:[A-Z][a-z]+)*'),
  assigned('[a-z]+(?:_[a-z]+)+'),
  // The name of a header or of a setting, with its quote or a blank behind the colon: no key holds either.
  /^[A-Za-z][\w-]*(?:["'`]\s*:\s*|\s*:\s+)(?=\S)/,
];
const OPENING = new RegExp(`^[\\s${QUOTES}]+(?=[^\\s${QUOTES}])`);
const CLOSING = new RegExp(`(?<=[^\\s${QUOTES}])(?:[\\s${QUOTES}]+|[${QUOTES}]+\\s*[,;]\\s*)$`);

/** Without what leaves no mark on the screen. */
export const seen = (text: string): string => text.replace(INVISIBLE, '');

export function cleanPasted(text: string): string {
  let rest = seen(text).replace(BREAK, '').trim();
  for (;;) {
    const bare = rest.replace(OPENING, '').replace(CLOSING, '');
    const next = BEFORE.reduce((left, pattern) => left.replace(pattern, ''), bare).trim();
    if (next === rest) return rest;
    rest = next;
  }
}

/** A paste that holds a whole credential: a connection string, or several `NAME=value` lines. */
export function takeApart(guide: Guide, kind: Kind, text: string): Pasted | undefined {
  return guide.paste?.(cleanPasted(text)) ?? readAssignments(kind, text);
}

const ASSIGNMENT = /^\s*(?:export\s+|setx?\s+|\$env:)?([A-Za-z_]\w*)\s*[=:]\s*(\S.*)$/i;

/** `TWILIO_AUTH_TOKEN=…` belongs into "Auth Token": the end of its name says so. Two or more, or it is no block. */
function readAssignments(kind: Kind, text: string): Pasted | undefined {
  const fields: Record<string, string> = {};
  for (const line of seen(text).split(/[\r\n]+/)) {
    const [, name, value] = ASSIGNMENT.exec(line) ?? [];
    const field = name && kind.fields.find((entry) => isNamed(entry, name));
    if (field && value && mayHold(field, cleanPasted(value))) fields[field.name] = cleanPasted(value);
  }
  return Object.keys(fields).length > 1 ? { kind: kind.id, fields } : undefined;
}

const mayHold = (field: Field, value: string): boolean =>
  field.choices?.some((choice) => choice.value === value) ?? true;

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const isNamed = (field: Field, name: string): boolean =>
  [field.name, field.label].some((word) => bare(name).endsWith(bare(word)));

export const cleanFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanPasted(value)]));
