/** The record as a file for other programs. Written piece by piece: a hundred thousand lines must not hold the page up. */
import type { ImportedLine, Line } from '../../lib/activity/reads';
import type { Activity } from '../../lib/activity/record';
import { sentenceOf } from './sentences';

type Cell = string | number | undefined;
type From = ImportedLine['from'];
/** Lines of other vaults say where they came from; ours say nothing. */
type AnyLine = Line & { readonly from?: From };

const COLUMNS: readonly (readonly [string, (activity: Activity, from: From) => Cell])[] = [
  ['record', (_, from) => (from ? 'from a backup' : 'this vault')],
  ['number', ({ link }) => link?.at],
  ['time', ({ atMs }) => new Date(atMs).toISOString()],
  ['what', ({ what }) => what],
  ['sentence', sentenceOf],
  ['provider', ({ provider }) => provider],
  ['key', ({ keyName }) => keyName],
  ['key id', ({ keyId }) => keyId],
  ['result', ({ jobId }) => jobId],
  ['method', ({ request }) => request?.method],
  ['host', ({ request }) => request?.host],
  ['path', ({ request }) => request?.path],
  ['status', ({ request }) => request?.status],
  ['times', ({ request, count }) => request?.count ?? count],
  ['last', ({ request }) => request && new Date(request.lastMs).toISOString()],
  ['bytes sent', ({ request }) => request?.sentBytes],
  ['bytes received', ({ request }) => request?.receivedBytes],
  ['hash of the line before', ({ link }) => link?.before],
  ['of vault', (_, from) => from?.vaultId],
  ['backup made', (_, from) => from?.madeAtMs && new Date(from.madeAtMs).toISOString()],
];

const PIECE = 1_000;

type Write = (activity: Activity, from: From) => string;

async function pieces(lines: readonly AnyLine[], write: Write): Promise<string[]> {
  const written: string[] = [];
  for (let at = 0; at < lines.length; at += PIECE) {
    for (const { activity, from } of lines.slice(at, at + PIECE))
      if (activity) written.push(write(activity, from));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return written;
}

export async function toCsv(lines: readonly AnyLine[]): Promise<string[]> {
  const head = `${COLUMNS.map(([name]) => name).join(',')}\r\n`;
  const rows = await pieces(
    lines,
    (activity, from) => `${COLUMNS.map(([, read]) => toCell(read(activity, from))).join(',')}\r\n`,
  );
  return [head, ...rows];
}

/** What a table program would take for a formula becomes words: a key may be called anything. */
function toCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export async function toJson(lines: readonly AnyLine[]): Promise<string[]> {
  const rows = await pieces(lines, (activity, from) =>
    JSON.stringify(from ? { ...activity, fromBackup: from } : activity),
  );
  // One by one: to join all of them would be one long task.
  return ['[\n', ...rows.map((row, at) => (at === 0 ? row : `,\n${row}`)), '\n]\n'];
}
