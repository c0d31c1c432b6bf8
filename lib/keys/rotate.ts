/**
 * One key follows another. What a provider is asked to make or to end cannot be taken back: that it was asked is
 * written down before, it is asked once, and when no answer comes nobody pretends to know.
 */
import type { Event } from '../activity/record';
import { fail, ProblemError, problem } from '../core/problem';
import type { Answer } from '../http/answer';
import { within } from '../http/limit';
import { counted } from '../http/quiet';
import { leashedFetch } from '../http/send';
import type { Report } from '../providers/report';
import type { Call, Fields, Rotate } from '../providers/shape';
import { withSecret } from '../vault/lend';
import { requireOpen } from '../vault/session';
import { check, readById, readOthers } from './change';
import { secretsOf } from './check';
import { withoutKey } from './defaults';
import { recorded, requireWire } from './draft';
import { areGranted } from './hosts';
import { type KeyRecord, mayFollow, type Rotation } from './record';
import { add, type Saved } from './save';
import { changeKey } from './store';

const SEND_MS = 30_000;
const NOT_CHECKED: Report = { verdict: 'not-checked', facts: [], warnings: [] };

/** The new key is used from now on, and the old one for nothing new: in one transaction. */
export async function succeed(id: string, nextId: string): Promise<void> {
  const open = await requireOpen();
  const next = await readById(open, nextId);
  const others = await readOthers(open, id);
  await changeKey(open, id, ({ record, defaults }) => {
    if (id === nextId || next.provider !== record.provider || !mayFollow(next)) fail('follower-unusable');
    const moved = withoutKey(defaults, record, others, nextId);
    const rotation = { ...record.rotation, nextId, retiredAtMs: Date.now() };
    const after = { ...record, isEnabled: false, rotation, changedAtMs: Date.now() };
    return { record: after, ...(moved ? { defaults: moved } : {}), what: 'key-disabled' };
  });
}

/** Asked for twice under one id, it is done once. */
const underWay = new Map<string, Promise<Saved>>();

interface Making {
  readonly id: string;
  readonly from: string;
  /** Although an earlier try may have made one: a person looked. */
  readonly isAgain: boolean;
}

export function make(input: Making): Promise<Saved> {
  const known = underWay.get(input.id);
  if (known) return known;
  const work = makeOnce(input).finally(() => underWay.delete(input.id));
  underWay.set(input.id, work);
  return work;
}

async function makeOnce({ id, from, isAgain }: Making): Promise<Saved> {
  const open = await requireOpen();
  const old = await readById(open, from);
  const way = requireWire(old.provider).rotate;
  const { make } = way ?? {};
  if (!way || !make) return fail('make-refused');
  await assertGranted(old, way);
  await note(from, (rotation) => {
    if (rotation?.askedToMakeAtMs && (rotation.nextId === id || !isAgain)) fail('make-uncertain');
    return { nextId: id, askedToMakeAtMs: Date.now() };
  });
  const made = await send(old, way, (call) => make(call, toLabel()), 'make').catch((error: unknown) =>
    takeBack(from, error),
  );
  const { fields, givenId } = made;
  if (!fields) return takeBack(from, outcome('make', made.answer));
  const { provider, kind, name, environment } = old;
  // Sealed before anything else happens: nobody but us has it.
  await add({ id, provider, kind, fields, name, environment, givenId, anyway: NOT_CHECKED }).catch(() =>
    fail('make-uncertain'),
  );
  // It is here: nobody has to look for it. Where this cannot be written, it goes on saying so, which is the lesser harm.
  await note(from, ({ askedToMakeAtMs: _, ...rotation } = {}) => rotation).catch(() => {});
  return { saved: true, report: await check(id).catch(() => NOT_CHECKED) };
}

/** What the provider's own list of keys shows. Nothing of the person's. */
const toLabel = () => `Firekeep ${new Date().toISOString().slice(0, 10)}`;

/** `typed`: the key's name, by hand. */
export async function end(id: string, typed: string): Promise<void> {
  const open = await requireOpen();
  const record = await readById(open, id);
  const way = requireWire(record.provider).rotate;
  const { end } = way ?? {};
  if (typed.trim() !== (record.name || record.hint)) fail('name-differs');
  if (!way || !end || record.isEnabled) return fail('end-refused');
  await assertGranted(record, way);
  await note(id, (rotation) => ({ ...rotation, askedToEndAtMs: Date.now() }));
  const ended = await send(record, way, (call) => end(call, record.givenId), 'end').catch((error: unknown) =>
    takeBack(id, error),
  );
  if (!ended.isEnded) return takeBack(id, outcome('end', ended.answer));
  await note(id, (rotation) => ({ ...rotation, endedAtMs: Date.now(), endedBy: 'service' }), 'key-revoked');
}

/** A person ended it on the provider's page, and says so. */
export const markEnded = (id: string): Promise<void> =>
  note(id, (rotation) => ({ ...rotation, endedAtMs: Date.now(), endedBy: 'person' }), 'key-revoked');

async function note(
  id: string,
  next: (rotation: Rotation | undefined) => Rotation,
  what: Event['what'] = 'key-changed',
): Promise<void> {
  await changeKey(await requireOpen(), id, ({ record }) => ({
    record: { ...record, rotation: next(record.rotation), changedAtMs: Date.now() },
    what,
  }));
}

async function assertGranted(key: KeyRecord, way: Rotate): Promise<void> {
  const originsFor = way.originsFor ?? requireWire(key.provider).originsFor;
  if (!(await areGranted(originsFor(key.kind, key.identifiers)))) fail('host-not-allowed');
}

type What = 'make' | 'end';

/** Once: a second request would do it twice. What fails after it left is uncertain; before, it did nothing. */
function send<T>(key: KeyRecord, way: Rotate, act: (call: Call) => Promise<T>, what: What): Promise<T> {
  const wire = requireWire(key.provider);
  const by = { provider: key.provider, keyId: key.id, keyName: key.name };
  return withSecret(key.id, (secret: Fields, open) =>
    recorded(open, by, (watch) =>
      within(SEND_MS, watch.signal, async (signal) => {
        let isSent = false;
        const fetch = leashedFetch({
          origins: (way.originsFor ?? wire.originsFor)(key.kind, secret),
          secrets: secretsOf(wire, key.kind, secret),
          mayHoldSecret: what === 'end' && way.isNamedByItself === true,
          signal,
          assertMaySend: () => watch.assertMaySend(),
          onSend: (exchange) => {
            if (isSent) throw uncertain(what);
            isSent = true;
            watch.onSend?.(exchange);
          },
        });
        return counted(() => act({ kind: key.kind, secret, fetch, signal })).catch((error: unknown) => {
          throw isSent ? uncertain(what) : error;
        });
      }),
    ),
  );
}

const uncertain = (what: What) =>
  new ProblemError(problem(what === 'make' ? 'make-uncertain' : 'end-uncertain'));

/** A no in the provider's own words did nothing. Everything else may have. */
const outcome = (what: What, { status }: Answer): ProblemError =>
  status >= 400 && status < 500 && status !== 408
    ? new ProblemError(problem(what === 'make' ? 'make-refused' : 'end-refused', { status }))
    : uncertain(what);

/** It provably did nothing: what was noted before is taken back. Otherwise it stays, and says so for ever. */
async function takeBack(id: string, error: unknown): Promise<never> {
  const isUncertain = error instanceof ProblemError && error.problem.code.endsWith('-uncertain');
  if (!isUncertain)
    await changeKey(await requireOpen(), id, ({ record }) => {
      const { askedToEndAtMs: _, askedToMakeAtMs: __, ...rotation } = record.rotation ?? { nextId: '' };
      const { rotation: ___, ...rest } = record;
      return { record: rotation.retiredAtMs ? { ...rest, rotation } : rest };
    });
  throw error;
}
