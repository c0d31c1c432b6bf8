/** What pages ask of jobs that are there already. */
import { traced } from '../activity/write';
import { readBudgets } from '../budgets/store';
import { liftedEvent } from '../budgets/traces';
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { within } from '../http/limit';
import { type OpenVault, requireOpen } from '../vault/session';
import { requireWire, withCall } from './calling';
import { destroy } from './destroy';
import { lookForLost } from './finding';
import { Held } from './held';
import { lookForCost } from './late';
import { tellSent } from './leaving';
import { nudge } from './nudge';
import { findPayer, findPaying } from './paying';
import { isOver, type State } from './record';
import { findHeld, findRunning } from './runner';
import { deniedOf } from './tools';
import { toReader } from './working';

/** In hand, or taken up for this. */
export async function requireHeld(id: string): Promise<Held> {
  const open = await requireOpen();
  const known = findHeld(id);
  if (known) return known;
  const row = await openDb().jobs.where('id').equals(id).first();
  return Held.open(toReader(open), row ?? fail('job-gone'));
}

/** What runs is stopped at once; its end writes what came of it. */
export async function stop(id: string): Promise<void> {
  const running = findRunning(id);
  const held = await requireHeld(id);
  if (held.state.operation !== undefined && !isOver(held.state.place)) await cancelAt(held);
  if (running) return running.stop();
  await held.happen({ is: 'stop' });
  nudge();
}

/** Whoever stops it does not wait for a service that says nothing. */
const CANCEL_MS = 4_000;

/** The provider is asked to stop too, where it can. What it says of the bill is kept as a note. */
async function cancelAt(held: Held): Promise<void> {
  const open = await requireOpen();
  const { request, state } = held;
  if (request.make === 'text') return;
  const maker = requireWire(request.provider).makes?.[request.make];
  if (!maker?.cancel) return;
  const cancel = async () => {
    const key = await findPayer(open, held);
    return within(CANCEL_MS, open.signal, (signal) =>
      withCall({ open, key, signal, tell: held.leave }, async (call) =>
        maker.cancel?.(state.operation as never, call),
      ),
    );
  };
  // Also when its key is gone: it can be stopped here all the same.
  const what = await cancel().catch(() => 'goes-on' as const);
  if (what) await held.happen({ is: 'note', note: { code: `cancel-${what}` } });
}

export async function retry(id: string, keyId?: string, isLetThrough?: boolean): Promise<void> {
  const open = await requireOpen();
  const held = await requireHeld(id);
  if (keyId !== undefined) {
    const { from, keyId: makerId } = held.request;
    // What a step goes on from is known to one key alone.
    if (from !== undefined && keyId !== makerId) fail('job-out-of-turn');
    const { id: payerId, name, hint } = await findPaying(open, held.request.provider, keyId);
    await again(held, open, isLetThrough, { keyId: payerId, keyName: name, keyHint: hint });
  } else await again(held, open, isLetThrough);
  nudge();
}

/** That somebody lifted a budget for it stands in the record, or it was not lifted. */
async function again(
  held: Held,
  open: OpenVault,
  isLetThrough = false,
  payer?: State['payer'],
): Promise<void> {
  if (!isLetThrough) return void (await held.happen({ is: 'retry', payer }));
  const { id, request, state } = held;
  const budgets = await readBudgets(open).catch(() => []);
  const budget = budgets.find((one) => one.id === state.problem?.values?.budget);
  const event = await liftedEvent(open, budget, { jobId: id, make: request.make });
  await traced(open, [event], (traces) => {
    open.assertMaySend();
    return held.happen({ is: 'retry', isLetThrough, payer }, { traces });
  });
}

export async function allow(
  id: string,
  calls: readonly { readonly id: string; readonly isAllowed: boolean }[],
): Promise<void> {
  const held = await requireHeld(id);
  const { asks = fail('job-out-of-turn'), rounds } = held.state;
  await held.happen({ is: 'allowed', deniedAt: deniedOf(rounds.at(-1)?.calls ?? [], asks, calls) });
  nudge();
}

const foundIn = (held: Held): Found => {
  nudge();
  return { found: held.state.candidates ? 'candidates' : 'known' };
};

type Found = {
  found: 'known' | 'candidates' | 'not-yet' | 'hint' | 'nothing';
  spentUsd?: string;
  spentBeforeUsd?: string;
  spentBeforeAtMs?: number;
};

const LONGEST_MS = 20_000;

/** Asks the provider's own records. Only its record of this very request proves anything. */
export async function look(id: string): Promise<Found> {
  const open = await requireOpen();
  const held = await requireHeld(id);
  try {
    return await lookAt(held, open);
  } finally {
    // It may be in nobody's hand afterwards.
    await tellSent(held, open);
  }
}

async function lookAt(held: Held, open: OpenVault): Promise<Found> {
  if (await lookForCost(held, open)) return { found: 'known' };
  if ((await lookForLost(held, open)) !== 'nothing') return foundIn(held);
  const { request, state } = held;
  const maker = requireWire(request.provider).makes?.[request.make];
  if (state.generationId !== undefined && maker?.findCost) return { found: 'not-yet' };
  if (!maker?.spent) return { found: 'nothing' };
  const key = await findPayer(open, held);
  const spentUsd = await within(LONGEST_MS, open.signal, (signal) =>
    withCall({ open, key, signal, tell: held.leave }, async (call) => maker.spent?.(call)),
  );
  if (spentUsd === undefined) return { found: 'nothing' };
  const { spentBeforeUsd, spentBeforeAtMs } = state;
  return {
    found: 'hint',
    spentUsd,
    ...(spentBeforeUsd === undefined ? {} : { spentBeforeUsd }),
    ...(spentBeforeAtMs === undefined ? {} : { spentBeforeAtMs }),
  };
}

/** What is not over is stopped first, by whoever wants it gone. */
export async function forget(ids: readonly string[]): Promise<void> {
  if ((await destroy(await requireOpen(), ids)).running.length > 0) fail('job-running');
}
