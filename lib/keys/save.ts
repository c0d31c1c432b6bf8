/** Adding a key and replacing its secret: check first, save what a person may want to keep, say the rest. */
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { Report } from '../providers/report';
import type { Fields, Kind } from '../providers/shape';
import { sealJson } from '../seal/envelope';
import { seen } from '../usage/counters';
import { type OpenVault, requireOpen } from '../vault/session';
import { cancellable } from './cancel';
import { withFirstDefault, withoutKey } from './defaults';
import { checkDraft, recorded, requireWire } from './draft';
import { parseFields, requireKind } from './fields';
import { toHint, toIdentifiers } from './hint';
import { type Environment, GENUINE, KEY_SECRET, type KeyRecord, mayBeDefault } from './record';
import { assertNew, oneAtATime, type Seen, samenessOf } from './same';
import { addKey, changeKey, readRecord, requireRow } from './store';

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
  /** What its provider calls it, for a key that it made for us. */
  readonly givenId?: string | undefined;
}

export async function add(input: NewKey): Promise<Saved> {
  const open = await requireOpen();
  const known = await openDb().keys.where('id').equals(input.id).first();
  if (known) return { saved: true, report: (await readRecord(open, known)).report };
  const ready = await prepare(open, input.provider, input);
  if (!ready.mayBeSaved) return { saved: false, report: ready.report };
  const record = toRecord(input, ready);
  const secret = await sealSecret(open, record.id, ready.fields);
  await oneAtATime(async () => {
    await assertNew(open, ready.sameness, ready.seen);
    await addKey(open, secret, (before) => {
      const defaults = withFirstDefault(before, record);
      return { record, ...(defaults ? { defaults } : {}), what: 'key-added' };
    });
  });
  return { saved: true, report: ready.report };
}

export async function replace(input: Saving & { readonly id: string }): Promise<Saved> {
  const open = await requireOpen();
  const { provider, name } = await readRecord(open, await requireRow(input.id));
  const ready = await prepare(open, provider, { ...input, name });
  if (!ready.mayBeSaved) return { saved: false, report: ready.report };
  const secret = await sealSecret(open, input.id, ready.fields);
  await oneAtATime(async () => {
    await assertNew(open, ready.sameness, ready.seen);
    await changeKey(open, input.id, ({ record, defaults }) => {
      if (record.removedAtMs !== null) fail('key-removed');
      // What was said of the old secret is not said of the new one.
      const { givenId: _, rotation: __, ...rest } = record;
      const next = { ...rest, ...described(ready) };
      const moved = mayBeDefault(next)
        ? withFirstDefault(defaults, next)
        : withoutKey(defaults, next, [], null);
      return { record: next, secret, ...(moved ? { defaults: moved } : {}), what: 'key-replaced' as const };
    });
  });
  return { saved: true, report: ready.report };
}

interface Ready {
  readonly kind: Kind;
  readonly fields: Fields;
  readonly sameness: string;
  readonly seen: Seen;
  readonly report: Report;
  readonly mayBeSaved: boolean;
}

/** Everything that comes before a credential is sealed. A person may cancel it until then. */
async function prepare(
  open: OpenVault,
  provider: string,
  input: Saving & { readonly id: string; readonly name?: string },
): Promise<Ready> {
  const wire = requireWire(provider);
  const kind = requireKind(wire, input.kind);
  const fields = parseFields(kind, input.fields);
  const sameness = await samenessOf(open, wire.id, kind.id, fields);
  const seen: Seen = new Map();
  await assertNew(open, sameness, seen);
  const known = { kind, fields, sameness, seen };
  if (input.anyway) return { ...known, report: input.anyway, mayBeSaved: true };
  const report = await recorded(open, { provider, keyId: input.id, keyName: input.name }, (watched) =>
    cancellable(input.id, watched, (watch) => checkDraft(watch, wire, kind.id, fields)),
  );
  return { ...known, report, mayBeSaved: GENUINE.has(report.verdict) };
}

export const sealSecret = (open: OpenVault, id: string, fields: Fields) =>
  sealJson(open.secrets, { vaultId: open.vaultId, kind: KEY_SECRET, rowId: id }, fields);

function toRecord(input: NewKey, ready: Ready): KeyRecord {
  return {
    id: input.id,
    provider: input.provider,
    name: input.name.trim(),
    environment: input.environment,
    isEnabled: true,
    addedAtMs: Date.now(),
    usedAtMs: null,
    removedAtMs: null,
    ...(input.givenId === undefined ? {} : { givenId: input.givenId }),
    ...described(ready),
  };
}

const described = ({ kind, fields, sameness, report }: Ready) => ({
  kind: kind.id,
  hint: toHint(kind, fields),
  identifiers: toIdentifiers(kind, fields),
  sameness,
  changedAtMs: Date.now(),
  secretAtMs: Date.now(),
  checkedAtMs: report.verdict === 'not-checked' ? null : Date.now(),
  report,
  lastAnswer: null,
  // Another secret is counted anew.
  counter: seen(undefined, report, Date.now()),
});
