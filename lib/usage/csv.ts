/** The ledger as a table for other programs: RFC 4180, a slice at a time, newest first, each thing with its last word. */
import { type Bytes, utf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { type Content, findContent } from '../session/content';
import { dayOf, isWithin, type Period } from './days';
import type { Entry, Share } from './record';
import { slicesBack } from './walk';

export const COLUMNS = [
  'day',
  'time',
  'service',
  'key',
  'model',
  'kind',
  'usd',
  'how',
  'requests',
  'input',
  'output',
  'credits',
  'creditUsd',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What the page calls things. */
export interface Words {
  readonly heads: Readonly<Record<Column, string>>;
  service(provider: string): string;
  key(keyId: string): string;
  kind(make: Entry['make']): string;
  how(how: Share['how']): string;
}

/** Programs that draw tables run what begins like this. An apostrophe makes text of it. */
const defused = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

export function cellOf(value: string | number | undefined): string {
  const text = typeof value === 'string' ? defused(value) : value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineOf = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map(cellOf).join(',')}\r\n`;

export const headOf = ({ heads }: Words): string => lineOf(COLUMNS.map((column) => heads[column]));

/** One for each key that paid. */
export function linesOf(entry: Entry, words: Words): string {
  const { atMs, provider, model, make, price, credits, others = [] } = entry;
  const line = (share: Share, isMain: boolean) =>
    lineOf([
      dayOf(atMs),
      new Date(atMs).toISOString(),
      words.service(provider),
      words.key(share.keyId),
      model,
      words.kind(make),
      share.usd,
      words.how(share.how),
      share.calls ?? 1,
      share.input,
      share.output,
      isMain ? credits : undefined,
      isMain ? price?.credit : undefined,
    ]);
  return [line(entry, true), ...others.map((share) => line(share, false))].join('');
}

/** Cut off when the vault locks: half a table under a whole one's name would be a lie. */
export function streamCsv(period: Period, words: Words): ReadableStream<Bytes> {
  const lines = write(period, words);
  return new ReadableStream({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(utf8(next.value));
    },
    cancel: async () => void (await lines.return(undefined)),
  });
}

async function* write(period: Period, words: Words): AsyncGenerator<string, undefined> {
  yield headOf(words);
  const content = await requireContent();
  const seen = new Set<string>();
  for await (const slice of slicesBack(content)) {
    await requireContent();
    const last = slice.flatMap(({ entry }) => {
      if (!entry || seen.has(entry.jobId)) return [];
      seen.add(entry.jobId);
      return isWithin(dayOf(entry.atMs), period) ? [entry] : [];
    });
    if (last.length > 0) yield last.map((entry) => linesOf(entry, words)).join('');
  }
  return undefined;
}

async function requireContent(): Promise<Content> {
  return (await findContent()) ?? fail('locked');
}
