/** Credentials that nobody saved yet: out of a file, or out of somebody's mind. */
import { openDb } from '../db/open';
import type { Report } from '../providers/report';
import type { Fields } from '../providers/shape';
import { requireOpen } from '../vault/session';
import { cancellable } from './cancel';
import { checkDraft, recorded, requireWire } from './draft';
import { parseFields, requireKind } from './fields';
import { samenessOf } from './same';
import { readRecord } from './store';

interface Draft {
  readonly provider: string;
  readonly kind: string;
  readonly fields: Fields;
}

export async function tryOut({ id, provider, kind, fields }: Draft & { id: string }): Promise<Report> {
  const open = await requireOpen();
  const wire = requireWire(provider);
  const parsed = parseFields(requireKind(wire, kind), fields);
  return recorded(open, { provider }, (watched) =>
    cancellable(id, watched, (watch) => checkDraft(watch, wire, kind, parsed)),
  );
}

/** The name of the key that each of them is already, in their order. */
export async function findKnown(drafts: readonly Draft[]): Promise<(string | null)[]> {
  const open = await requireOpen();
  const names = new Map<string, string>();
  for (const row of await openDb().keys.toArray()) {
    const record = await readRecord(open, row).catch(() => undefined);
    if (record?.removedAtMs === null) names.set(record.sameness, record.name || record.hint);
  }
  return Promise.all(
    drafts.map(async ({ provider, kind, fields }) => {
      const parsed = parseFields(requireKind(requireWire(provider), kind), fields);
      return names.get(await samenessOf(open, provider, kind, parsed)) ?? null;
    }),
  );
}
