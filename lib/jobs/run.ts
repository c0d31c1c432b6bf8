/** One job from its turn to its next rest: sent, taken in, and what came of it written down. */
import { fail, ProblemError, problem } from '../core/problem';
import { readSetting } from '../db/settings';
import { counted } from '../http/quiet';
import { mayMake } from '../keys/hosts';
import type { KeyRecord } from '../keys/record';
import { NEXT_KEY, nextKeySchema } from '../messages/next-key';
import type { Failed } from '../providers/makes';
import type { OpenVault } from '../vault/session';
import { requireWire, type Sent } from './calling';
import { costOfFailed } from './cost';
import { findable } from './findable';
import type { Held } from './held';
import { makeImage } from './image';
import { make3d } from './make-3d';
import { afterRefusal, afterThrow, withoutTraces } from './outcome';
import { assertPaying, checkSince, findNextPaying, findPayer, findPaying } from './paying';
import { isOver, type Make } from './record';
import { makeText } from './text';
import { asksOf, runTools } from './tools';
import type { Working } from './working';

const MAKERS: Readonly<Record<Make, (work: Working) => Promise<Failed | undefined>>> = {
  text: makeText,
  image: makeImage,
  model3d: make3d,
};

export interface Running {
  readonly provider: string;
  readonly ended: Promise<void>;
  stop(): void;
  /** The time after a lock is over. */
  giveUp(): void;
}

export function run(held: Held, open: OpenVault): Running {
  const aborter = new AbortController();
  return {
    provider: held.request.provider,
    // An update waits until what came of it is written, too.
    ended: counted(() => bringOn(held, open, aborter.signal)),
    stop: () => aborter.abort(new ProblemError(problem('stopped'))),
    giveUp: () => aborter.abort(new ProblemError(problem('timed-out'))),
  };
}

async function bringOn(held: Held, open: OpenVault, signal: AbortSignal): Promise<void> {
  let sent: Sent | undefined;
  const beganAtMs = Date.now();
  try {
    if (needsTools(held)) return await runTools(held, open, signal);
    const key = held.state.operation === undefined ? await prepare(held, open) : await findPayer(open, held);
    const work: Working = {
      held,
      open,
      key,
      signal,
      watch: (watched) => {
        sent = watched;
      },
      asksOf: (calls) => asksOf(held, open, calls),
    };
    const failed = await MAKERS[held.request.make](work);
    if (!failed) return;
    // First of all it is written down: who dies meanwhile knows that nothing is owed.
    await refuse(held, open, key, withoutTraces(failed, sent?.traces ?? []));
    if (isRefused(failed) && !open.signal.aborted) await checkSince(key.id, beganAtMs).catch(() => undefined);
  } catch (error) {
    await afterError(held, error, { sent, signal, nowMs: Date.now() });
  }
}

/** What has to be so before anything is sent. Without a network nothing is. */
async function prepare({ request, state }: Held, open: OpenVault): Promise<KeyRecord> {
  const key = await findPaying(open, request.provider, state.payer?.keyId ?? request.keyId);
  if (navigator.onLine === false) fail('offline');
  if (!(await mayMake(requireWire(key.provider), key.kind, key.identifiers))) fail('host-not-allowed');
  await assertPaying(key, state.retriedAtMs ?? request.atMs);
  return key;
}

async function afterError(
  held: Held,
  error: unknown,
  about: { sent: Sent | undefined; signal: AbortSignal; nowMs: number },
): Promise<void> {
  if (isOver(held.state.place)) return;
  const { reason } = about.signal;
  const isStopped = reason instanceof ProblemError && reason.problem.code === 'stopped';
  const isSent = about.sent?.isBilled === true || held.state.operation !== undefined;
  const { findUntilMs } = findable(held.request, about.nowMs);
  const thrown = afterThrow(held.state, error, about);
  if (isStopped) await held.happen({ is: 'stop', isSent, findUntilMs });
  else await held.happen(thrown.is === 'lost' ? { ...thrown, findUntilMs } : thrown);
}

const needsTools = ({ state }: Held): boolean => {
  const last = state.rounds.at(-1);
  return state.place === 'draft' && !!last && last.calls.length > last.results.length;
};

/** Perhaps it was the key: then its own check says so. */
const isRefused = ({ keyTrouble }: Failed): boolean =>
  keyTrouble === 'rejected' || keyTrouble === 'forbidden';

/** The provider said no. Perhaps another key may pay. */
async function refuse(held: Held, open: OpenVault, key: KeyRecord, failed: Failed): Promise<void> {
  const next =
    failed.keyTrouble && failed.charge === 'none' ? await findAllowedNext(held, open, key) : undefined;
  if (next) {
    const payer = { keyId: next.id, keyName: next.name, keyHint: next.hint };
    await held.happen({ is: 'payer', payer });
    await held.happen({ is: 'note', note: problem('other-key', { name: next.name, hint: next.hint }) });
    await held.happen({ is: 'wait', untilMs: Date.now(), problem: failed.problem, counts: true });
    return;
  }
  const cost = await costOfFailed(held, open, failed);
  for (const happening of afterRefusal(held.state, failed, Date.now()))
    await held.happen(happening.is === 'failed' ? { ...happening, cost } : happening);
}

/** Only where somebody switched it on, and each key once. What a step goes on from is known to one key alone. */
async function findAllowedNext(held: Held, open: OpenVault, key: KeyRecord): Promise<KeyRecord | undefined> {
  if (held.request.from !== undefined) return undefined;
  if (open.signal.aborted || held.state.notes.some(({ code }) => code === 'other-key')) return undefined;
  const { value } = await readSetting(open, NEXT_KEY, nextKeySchema);
  return value?.isOn ? findNextPaying(open, key.provider, key.id) : undefined;
}
