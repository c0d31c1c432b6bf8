/** A job is a row before it is a request. The page makes its id, and the same id never starts twice. */
import { toBase64 } from '../core/bytes';
import { randomBytes } from '../core/ids';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { READ_PAGE } from '../tools/specs';
import { type OpenVault, requireOpen } from '../vault/session';
import { newState } from './advance';
import { nudge } from './nudge';
import { findPaying } from './paying';
import type { Order, Request } from './record';
import { importJobKey, openJob, sealRequest, sealState } from './rows';
import { toReader } from './working';

const JOB_KEY_BYTES = 32;

export async function start(order: Order): Promise<void> {
  const open = await requireOpen();
  const before =
    order.make === 'model3d' && order.parent !== null ? await requireMade(open, order) : undefined;
  const key = await findPaying(open, order.provider, before?.keyId ?? order.keyId);
  const hasPageText = order.hasPageText === true || (await wasPageRead(open, order));
  const request: Request = {
    ...order,
    keyId: key.id,
    keyName: key.name,
    keyHint: key.hint,
    atMs: Date.now(),
    jobKey: toBase64(randomBytes(JOB_KEY_BYTES)),
    ...(hasPageText ? { hasPageText } : {}),
    ...(before ? { from: before.operation } : {}),
  };
  const state = await sealState(open.vaultId, order.id, await importJobKey(request), newState());
  const sealed = await sealRequest(toReader(open), request);
  open.assertMaySend();
  await openDb().jobs.add({ id: order.id, rev: 1, sealed, state, open: 1 }).catch(unlessThere);
  nudge();
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ConstraintError') throw error;
}

/** A step goes on from what is made, at the service that made it and with the key that did: it answers no other. */
async function requireMade(open: OpenVault, { parent, provider }: Order) {
  const row = parent === null ? undefined : await openDb().jobs.where('id').equals(parent).first();
  const { request, state } = await openJob(toReader(open), row ?? fail('job-gone'));
  const { operation } = state;
  if (request.provider !== provider || state.place !== 'done' || operation === undefined)
    return fail('job-out-of-turn');
  return { operation, keyId: state.payer?.keyId ?? request.keyId };
}

/** It stays in the conversation, whatever is asked next. */
async function wasPageRead(open: OpenVault, { parent, continues }: Order): Promise<boolean> {
  const before = continues ?? parent;
  if (before === null) return false;
  const row = await openDb().jobs.where('id').equals(before).first();
  if (!row) return false;
  const job = await openJob(toReader(open), row).catch(() => fail('damaged'));
  return (
    job.request.hasPageText === true ||
    job.state.rounds.some(({ results }) => results.some(({ name }) => name === READ_PAGE))
  );
}
