/** What a person does with a saved key. */
import { browser } from 'wxt/browser';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import type { Report } from '../providers/report';
import { seen } from '../usage/counters';
import { type LentFields, withSecret } from '../vault/lend';
import { type OpenVault, requireOpen } from '../vault/session';
import { withFirstDefault, withoutKey } from './defaults';
import { checkDraft, recorded, requireWire } from './draft';
import { type Environment, type KeyRecord, mayBeDefault, UNDO_MS } from './record';
import { assertNew, oneAtATime } from './same';
import { type Before, changeKey, readRecord } from './store';

export async function check(id: string): Promise<Report> {
  const open = await requireOpen();
  const { kind, provider, name } = await readById(open, id);
  const report = await withSecret(id, (fields) =>
    recorded(open, { provider, keyId: id, keyName: name }, (watch) =>
      checkDraft(watch, requireWire(provider), kind, fields),
    ),
  );
  await changeKey(open, id, ({ record, defaults }) => {
    const next = withReport(record, report);
    const first = withFirstDefault(defaults, next);
    return { record: next, ...(first ? { defaults: first } : {}), what: 'key-checked' as const };
  });
  return report;
}

export const isAnswer = (verdict: Report['verdict']) =>
  verdict !== 'unreachable' && verdict !== 'not-checked';

function withReport(record: KeyRecord, report: Report): KeyRecord {
  const worked =
    isAnswer(record.report.verdict) && record.checkedAtMs !== null
      ? { verdict: record.report.verdict, atMs: record.checkedAtMs }
      : record.lastAnswer;
  const counter = seen(record.counter, report, Date.now());
  return {
    ...record,
    ...(counter ? { counter } : {}),
    report,
    checkedAtMs: report.verdict === 'not-checked' ? record.checkedAtMs : Date.now(),
    lastAnswer: isAnswer(report.verdict) ? null : worked,
  };
}

export async function edit(
  id: string,
  name: string,
  environment: Environment,
  isReminderOff?: boolean,
): Promise<void> {
  await changeKey(await requireOpen(), id, ({ record }) => ({
    record: {
      ...record,
      name: name.trim(),
      environment,
      ...(isReminderOff === undefined ? {} : { isReminderOff }),
      changedAtMs: Date.now(),
    },
    what: 'key-changed',
  }));
}

export async function enable(id: string, isEnabled: boolean, next: string | null | undefined): Promise<void> {
  const open = await requireOpen();
  const others = await readOthers(open, id);
  await changeKey(open, id, ({ record, defaults }) => {
    const after = { ...record, isEnabled, changedAtMs: Date.now() };
    const moved = isEnabled ? withFirstDefault(defaults, after) : withoutKey(defaults, record, others, next);
    return {
      record: after,
      ...(moved ? { defaults: moved } : {}),
      what: isEnabled ? 'key-enabled' : 'key-disabled',
    };
  });
}

export async function makeDefault(id: string): Promise<void> {
  await changeKey(await requireOpen(), id, ({ record, defaults }) => {
    if (!mayBeDefault(record)) fail('default-unusable');
    return { record, defaults: { ...defaults, [record.provider]: record.id }, what: 'key-made-default' };
  });
}

const alarmOf = (id: string) => `destroy:${id}`;

export async function remove(id: string, next: string | null | undefined): Promise<void> {
  const open = await requireOpen();
  const others = await readOthers(open, id);
  await browser.alarms.create(alarmOf(id), { when: Date.now() + UNDO_MS });
  await changeKey(open, id, ({ record, defaults }) => {
    const moved = withoutKey(defaults, record, others, next);
    const after = { ...record, removedAtMs: Date.now() };
    return { record: after, ...(moved ? { defaults: moved } : {}), what: 'key-removed' };
  });
}

export async function restore(id: string): Promise<void> {
  const open = await requireOpen();
  await oneAtATime(async () => {
    // Meanwhile it may have been added anew: the same key is never there twice.
    await assertNew(open, (await readById(open, id)).sameness);
    await browser.alarms.clear(alarmOf(id));
    const row = await openDb().keys.where('id').equals(id).first();
    if (!row?.secret) fail('secret-destroyed');
    await changeKey(open, id, ({ record, defaults }: Before) => {
      const after = { ...record, removedAtMs: null };
      const first = withFirstDefault(defaults, after);
      return { record: after, ...(first ? { defaults: first } : {}), what: 'key-restored' as const };
    });
  });
}

/** Undo is over. Needs no open vault; a key that was restored meanwhile keeps its secret. */
export async function destroyIfRemoved(alarm: string): Promise<void> {
  const id = /^destroy:([0-9a-f]{32})$/.exec(alarm)?.[1];
  if (!id) return;
  await openDb()
    .keys.where('id')
    .equals(id)
    .filter((row) => row.isRemoved === true)
    .modify((row, ref) => {
      ref.value = { ...row, secret: null, rev: row.rev + 1 };
    });
}

/** What a stopped browser left behind: removed keys whose time for undo ran out. Run at each unlock. */
export async function destroyOverdue(open: OpenVault, nowMs = Date.now()): Promise<void> {
  for (const row of await openDb()
    .keys.filter((entry) => entry.secret !== null)
    .toArray()) {
    const record = await readRecord(open, row).catch(() => undefined);
    const isOverdue = record?.removedAtMs != null && nowMs >= record.removedAtMs + UNDO_MS;
    if (isOverdue) await destroyIfRemoved(alarmOf(row.id));
  }
}

export async function reveal(id: string, to: 'show' | 'copy'): Promise<LentFields> {
  const open = await requireOpen();
  const fields = await withSecret(id, async (secret) => ({ ...secret }));
  await changeKey(open, id, ({ record }) => ({
    // Whoever looks at it uses it elsewhere.
    record: { ...record, usedAtMs: Date.now() },
    what: to === 'show' ? 'key-revealed' : 'key-copied',
  }));
  return fields;
}

export async function readById(open: OpenVault, id: string): Promise<KeyRecord> {
  const row = await openDb().keys.where('id').equals(id).first();
  return row ? readRecord(open, row) : fail('key-gone');
}

export async function readOthers(open: OpenVault, id: string): Promise<KeyRecord[]> {
  const rows = await openDb().keys.toArray();
  const records = await Promise.all(
    rows.filter((row) => row.id !== id).map((row) => readRecord(open, row).catch(() => undefined)),
  );
  return records.filter((record) => record !== undefined);
}
