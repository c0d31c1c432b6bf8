/** The same key twice is refused. Compared by MAC, so that nothing has to be opened for it. */
import { lengthPrefixed, utf8 } from '../core/bytes';
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import type { Fields } from '../providers/shape';
import { macOf, type OpenVault } from '../vault/session';
import { readRecord } from './store';

/** Equal means: the same provider, the same kind, every field the same. */
export const samenessOf = (
  open: OpenVault,
  provider: string,
  kind: string,
  fields: Fields,
): Promise<string> =>
  macOf(
    open,
    lengthPrefixed(
      ...[
        provider,
        kind,
        ...Object.keys(fields)
          .sort()
          .flatMap((name) => [name, fields[name] ?? '']),
      ].map(utf8),
    ),
  );

/** Rows that were found to be other keys, by id and revision: asked a second time, only what moved is opened again. */
export type Seen = Map<string, number>;

export async function assertNew(open: OpenVault, sameness: string, seen: Seen = new Map()): Promise<void> {
  for (const row of await openDb().keys.toArray()) {
    if (seen.get(row.id) === row.rev) continue;
    const record = await findReadable(open, row);
    if (record?.sameness === sameness && record.removedAtMs === null)
      fail('key-exists', { name: record.name || record.hint, provider: record.provider });
    seen.set(row.id, row.rev);
  }
}

/** A damaged row is listed as such elsewhere; it must not keep a person from adding a key. */
const findReadable = (open: OpenVault, row: Parameters<typeof readRecord>[1]) =>
  readRecord(open, row).catch(() => undefined);

/** Two pages adding the same key at the same moment: the second sees the first. */
export const oneAtATime = newTurn();
