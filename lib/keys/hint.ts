import type { Field, Fields, Kind } from '../providers/shape';

const LAST = 4;
const LONGEST_PREFIX = 10;

/** The public beginning and the last four characters, and never more than a quarter of the secret. */
export function maskSecret(secret: string, prefixes: readonly string[] = []): string {
  const most = Math.floor(secret.length / 4);
  const tail = Math.min(LAST, most);
  const prefix = prefixes.find((candidate) => secret.startsWith(candidate)) ?? '';
  const head = prefix.slice(0, Math.min(LONGEST_PREFIX, most - tail));
  return `${head}…${tail > 0 ? secret.slice(-tail) : ''}`;
}

export function toHint(kind: Kind, fields: Fields): string {
  const field = kind.fields.find((entry) => entry.holds === 'secret' && fields[entry.name]);
  return field ? maskSecret(fields[field.name] ?? '', field.prefixes) : '';
}

export const toIdentifiers = (kind: Kind, fields: Fields): Record<string, string> =>
  Object.fromEntries(
    kind.fields
      .filter((field: Field) => field.holds !== 'secret' && fields[field.name])
      .map((field) => [field.name, fields[field.name] ?? '']),
  );
