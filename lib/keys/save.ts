/** Adding a key and replacing its secret: check first, save what a person may want to keep, say the rest. */
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { Report } from '../providers/report';
import type { Fields, Kind } from '../providers/shape';
import { sealJson } from '../seal/envelope';
import { type OpenVault, requireOpen } from '../vault/session';
import { withFirstDefault } from './defaults';
import { checkDraft, requireWire } from './draft';
import { parseFields, requireKind } from './fields';
import { toHint, toIdentifiers } from './hint';
import { type Environment, KEY_SECRET, type KeyRecord } from './record';
import { assertNew, oneAtATime, samenessOf } from './same';
import { addKey, changeKey, readDefaults, readRecord, requireRow } from './store';

interface Saving {
  readonly kind: string;
  readonly fields: Fields;
  /** The report that a person saw and saves in spite of. */
  readonly anyway?: Report | undefined;
}

export interface Saved {
  readonly saved: boolean;
  readonly report: Report;
}

export interface NewKey extends Saving {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly environment: Environment;
}

/** A genuine key is kept, also one that is out of credit: what it lacks is said, not held against it. */
const SAVED_AT_ONCE = new Set<Report['verdict']>([
  'works',
  'works-with-limits',
  'out-of-credit',
  'cannot-be-checked',
]);

export async function add(input: NewKey): Promise<Saved> {
  const open = await requireOpen();
  const known = await openDb().keys.where('id').equals(input.id).first();
  if (known) return { saved: true, report: (await readRecord(open, known)).report };
  const wire = requireWire(input.provider);
  const kind = requireKind(wire, input.kind);
  const fields = parseFields(kind, input.fields);
  const sameness = await samenessOf(open, wire.id, kind.id, fields);
  await assertNew(open, sameness);
  const report = input.anyway ?? (await checkDraft(open, wire, kind.id, fields));
  if (!input.anyway && !SAVED_AT_ONCE.has(report.verdict)) return { saved: false, report };
  const record = toRecord(input, kind, fields, sameness, report);
  const secret = await sealSecret(open, record.id, fields);
  await oneAtATime(async () => {
    await assertNew(open, sameness);
    const defaults = withFirstDefault((await readDefaults(open)).value ?? {}, record);
    await addKey(open, { record, secret, ...(defaults ? { defaults } : {}), what: 'key-added' });
  });
  return { saved: true, report };
}

export async function replace(input: Saving & { readonly id: string }): Promise<Saved> {
  const open = await requireOpen();
  const before = await readRecord(open, await requireRow(input.id));
  const wire = requireWire(before.provider);
  const kind = requireKind(wire, input.kind);
  const fields = parseFields(kind, input.fields);
  const sameness = await samenessOf(open, wire.id, kind.id, fields);
  await assertNew(open, sameness);
  const report = input.anyway ?? (await checkDraft(open, wire, kind.id, fields));
  if (!input.anyway && !SAVED_AT_ONCE.has(report.verdict)) return { saved: false, report };
  const secret = await sealSecret(open, input.id, fields);
  await changeKey(open, input.id, ({ record, defaults }) => {
    if (record.removedAtMs !== null) fail('key-removed');
    const next = { ...record, ...described(kind, fields, sameness, report), kind: kind.id };
    const first = withFirstDefault(defaults, next);
    return { record: next, secret, ...(first ? { defaults: first } : {}), what: 'key-replaced' as const };
  });
  return { saved: true, report };
}

export const sealSecret = (open: OpenVault, id: string, fields: Fields) =>
  sealJson(open.secrets, { vaultId: open.vaultId, kind: KEY_SECRET, rowId: id }, fields);

function toRecord(input: NewKey, kind: Kind, fields: Fields, sameness: string, report: Report): KeyRecord {
  return {
    id: input.id,
    provider: input.provider,
    kind: kind.id,
    name: input.name.trim(),
    environment: input.environment,
    isEnabled: true,
    addedAtMs: Date.now(),
    usedAtMs: null,
    removedAtMs: null,
    ...described(kind, fields, sameness, report),
  };
}

const described = (kind: Kind, fields: Fields, sameness: string, report: Report) => ({
  hint: toHint(kind, fields),
  identifiers: toIdentifiers(kind, fields),
  sameness,
  changedAtMs: Date.now(),
  checkedAtMs: report.verdict === 'not-checked' ? null : Date.now(),
  report,
  lastAnswer: null,
});
