/** What a service says when it says no: JSON, a list, a sentence or a web page, each nested in its own way. */
import { asArray, asRecord, asText, at, type Json } from './read';

export interface Complaint {
  /** Of the answer; inside a 200 the number that the error names; 0 when there is none. */
  readonly status: number;
  /** It came after the answer had begun: nothing proves that nothing ran. */
  readonly isInside: boolean;
  /** Every code, type and reason it names, in lower case. */
  readonly words: readonly string[];
  /** The service's own sentence, cut. Never matched where there is a word. */
  readonly said: string;
  /** The error itself, out of its envelope. */
  readonly error: Json;
  readonly headers: Headers;
}

const MOST_SAID = 300;
const DEEPEST = 6;

export function toComplaint(status: number, text: string, headers: Headers): Complaint {
  return complaintOf(parsed(text), { status, isInside: false, headers });
}

/** An error inside an answer that began well. The number is the error's own. */
export const complaintInside = (envelope: unknown, headers: Headers): Complaint =>
  complaintOf(envelope, { status: statusIn(envelope), isInside: true, headers });

function complaintOf(envelope: unknown, rest: Pick<Complaint, 'status' | 'isInside' | 'headers'>): Complaint {
  const outer = unwrapped(envelope);
  const error = errorIn(outer);
  const said = saidIn(at(error, 'metadata', 'raw') ?? outer) || saidIn(outer);
  return { ...rest, words: wordsIn(outer, error), said: short(said), error };
}

const unwrapped = (value: unknown): unknown => asArray(value)?.[0] ?? value;
const errorIn = (outer: unknown): Json => asRecord(at(outer, 'error')) ?? asRecord(outer) ?? {};

function statusIn(envelope: unknown): number {
  const outer = unwrapped(envelope);
  const error = errorIn(outer);
  const told = [error.code, error.status_code, at(outer, 'status_code'), error.status, at(outer, 'code')];
  return told.map(Number).find((number) => number >= 400 && number < 600) ?? 0;
}

function wordsIn(outer: unknown, error: Json): string[] {
  const listed = asArray(at(outer, 'detail')) ?? [];
  const inner = [at(error, 'metadata'), at(error, 'details'), at(error, 'availability')];
  const places = [outer, error, ...inner, ...listed];
  return places
    .flatMap((place) =>
      ['code', 'type', 'status', 'error_type', 'reason', 'limit_source', 'error_code', 'name'].map((name) =>
        asText(at(place, name))?.toLowerCase(),
      ),
    )
    .filter((word) => word !== undefined);
}

/** The sentence, wherever it stands. */
function saidIn(value: unknown, depth = 0): string {
  if (depth > DEEPEST) return '';
  const within = (inner: unknown) => saidIn(inner, depth + 1);
  if (typeof value === 'string') return saidInText(value, within);
  const list = asArray(value);
  if (list) return list.map(within).filter(Boolean).join('; ');
  const record = asRecord(value);
  if (!record) return '';
  const place = asArray(record.loc)?.join('.');
  const { error, message, errors, detail, msg } = record;
  const said = [error, message, errors, detail, msg].map(within).find(Boolean) ?? '';
  return place && said ? `${place}: ${said}` : said;
}

/** Text may be JSON once more, or a page of a proxy whose title says it. */
function saidInText(text: string, within: (inner: unknown) => string): string {
  const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  if (inner !== undefined && typeof inner !== 'string') return within(inner) || text;
  if (/^\s*<(!doctype|html|head|body)/i.test(text)) return /<title>([^<]*)/i.exec(text)?.[1] ?? '';
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_SAID ? `${[...line].slice(0, MOST_SAID - 1).join('')}…` : line;
};
