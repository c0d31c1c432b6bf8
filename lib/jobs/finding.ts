/**
 * A creation whose answer never came may be in its provider's own records. It is taken for ours only when exactly one
 * there echoes all that we asked and no other job has it; anything less is shown to the person, who decides.
 */
import { fail } from '../core/problem';
import { newTurn } from '../core/turn';
import { openDb } from '../db/open';
import { within } from '../http/limit';
import { findModel } from '../models/find';
import type { Lost3d } from '../providers/makes-3d';
import type { OpenVault } from '../vault/session';
import { mayBeFound } from './afterwards';
import { requireWire, withCall } from './calling';
import { findsLost } from './findable';
import type { Held } from './held';
import { judgeLost } from './judging';
import { toInput } from './make-3d';
import { findPayer } from './paying';
import type { Request } from './record';
import { openJob } from './rows';
import { toReader } from './working';

export const FIND_EVERY_MS = 20_000;
const LONGEST_MS = 30_000;
/** Their clock is not ours. */
const SKEW_MS = 2 * 60_000;
/** It was begun when it was sent, or soon after: what came later is another's, however late we woke. */
const BEGUN_WITHIN_MS = 5 * 60_000;

/** One after the other: records are looked through entry by entry, and none may be taken twice. */
export const inTurn = newTurn();

export type FoundLost = 'adopted' | 'candidates' | 'nothing';

export const lookForLost = (held: Held, open: OpenVault): Promise<FoundLost> =>
  inTurn(() => lookNow(held, open));

async function lookNow(held: Held, open: OpenVault): Promise<FoundLost> {
  const { sentAtMs, findUntilMs, candidates = [] } = held.state;
  if (!findsLost(held.request) || sentAtMs === undefined || !mayBeFound(held.state)) return 'nothing';
  const isOver = Date.now() >= (findUntilMs ?? 0);
  try {
    return await decide(held, open, isOver);
  } catch (error) {
    // Nobody answers: by itself it is not asked for ever.
    if (isOver) await held.happen({ is: 'looked', candidates, isOver });
    throw error;
  }
}

async function decide(held: Held, open: OpenVault, isOver: boolean): Promise<FoundLost> {
  const { owned, hasRival } = await readOthers(open, held);
  const isTaken = (operation: unknown) => owned.has(JSON.stringify(operation));
  const lost = await searchRecords(held, open, isTaken);
  const judged = judgeLost(lost, { isTaken, hasRival, isOver });
  await held.happen(judged);
  if (judged.is === 'found') return 'adopted';
  return judged.candidates.length > 0 ? 'candidates' : 'nothing';
}

/** Somebody says which of those that were found it is. What another job took meanwhile is not free any more. */
export const adoptLost = (held: Held, open: OpenVault, operation: unknown): Promise<void> =>
  inTurn(async () => {
    const name = JSON.stringify(operation);
    const chosen = held.state.candidates?.find((one) => JSON.stringify(one.operation) === name);
    if (!chosen) return fail('job-out-of-turn');
    if ((await readOthers(open, held)).owned.has(name)) return fail('creation-taken');
    await held.happen({ is: 'found', operation: chosen.operation });
  });

/** What was made around the time of this one, and could be it. */
export async function searchRecords(
  held: Held,
  open: OpenVault,
  isTaken: (operation: unknown) => boolean,
): Promise<readonly Lost3d[]> {
  const maker = requireWire(held.request.provider).makes?.model3d;
  const { sentAtMs = 0, endedAtMs = Date.now() } = held.state;
  if (!maker?.findLost) return [];
  const key = await findPayer(open, held);
  const known = await findModel(open, held.request.provider, 'model3d', held.request.model);
  const input = await toInput(maker, { held, open, key }, known, undefined);
  const toMs = Math.min(endedAtMs, sentAtMs + BEGUN_WITHIN_MS) + SKEW_MS;
  const where = { fromMs: sentAtMs - SKEW_MS, sentAtMs, toMs, isTaken };
  return within(LONGEST_MS, open.signal, (signal) =>
    withCall(
      { open, key, signal, tell: held.leave },
      async (call) => (await maker.findLost?.(input, where, call)) ?? [],
    ),
  );
}

interface Others {
  readonly owned: ReadonlySet<string>;
  readonly hasRival: boolean;
}

/**
 * What any job has already, an earlier try of this one too; and whether another that asked the very same is as
 * unknown as this one: one creation cannot be both.
 */
export async function readOthers(open: OpenVault, held: Held): Promise<Others> {
  const owned = new Set<string>();
  let hasRival = false;
  for (const row of await openDb().jobs.toArray()) {
    const job = await openJob(toReader(open), row).catch(() => undefined);
    if (!job) continue;
    const { operation, past = [] } = job.state;
    for (const one of [operation, ...past]) if (one !== undefined) owned.add(JSON.stringify(one));
    const isUnknown =
      job.state.place === 'sending' || (mayBeFound(job.state) && job.state.sentAtMs !== undefined);
    if (row.id !== held.id && isUnknown && isAlike(job.request, held.request)) hasRival = true;
  }
  return { owned, hasRival };
}

const isAlike = (one: Request, other: Request): boolean => likeness(one) === likeness(other);

const likeness = ({ provider, model, prompt, files, chosen, from }: Request): string =>
  JSON.stringify([provider, model, prompt, files.map(({ sealed }) => sealed.sha256), chosen.model3d, from]);
