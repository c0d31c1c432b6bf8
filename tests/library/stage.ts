/** An open vault with invented results in it, sealed as the background seals them. */
import { toBase64 } from '../../lib/core/bytes';
import { newId, randomBytes } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { newState } from '../../lib/jobs/advance';
import type { Request, State } from '../../lib/jobs/record';
import { importJobKey, type Reader, sealRequest, sealState } from '../../lib/jobs/rows';
import { toReader } from '../../lib/jobs/working';
import { requireOpen } from '../../lib/vault/session';

export interface Plan {
  readonly request?: Partial<Request>;
  readonly state?: Partial<State>;
  /** Something is still to be done with it. */
  readonly isOpen?: boolean;
}

export const readerNow = async (): Promise<Reader> => toReader(await requireOpen());

const FILLER = ['ember', 'hearth', 'kindling', 'smoke', 'ash', 'spark', 'flame', 'coal', 'wick', 'lantern'];
/** The same words for the same number. */
export const wordsFor = (number: number): string =>
  Array.from({ length: 6 }, (_, at) => FILLER[(number * 7 + at * at * 3) % FILLER.length]).join(' ');

export function planOf({ request, state }: Plan = {}): { request: Request; state: State } {
  const id = newId();
  return {
    request: {
      id,
      make: 'text',
      provider: 'openrouter',
      keyId: newId(),
      keyName: 'Mine',
      keyHint: '',
      model: 'acme/talker',
      prompt: 'What is fire?',
      files: [],
      conversation: id,
      parent: null,
      chosen: {},
      atMs: Date.now(),
      jobKey: toBase64(randomBytes(32)),
      ...request,
    },
    state: { ...newState(), place: 'done', endedAtMs: Date.now(), isBooked: true, ...state },
  };
}

/** Returns their ids, in the order in which they were made. */
export async function plant(plans: readonly Plan[]): Promise<string[]> {
  const reader = await readerNow();
  const ids: string[] = [];
  for (const plan of plans) {
    const { request, state } = planOf(plan);
    const sealed = await sealRequest(reader, request);
    const rest = await sealState(reader.vaultId, request.id, await importJobKey(request), state);
    await openDb().jobs.add({
      id: request.id,
      rev: 1,
      sealed,
      state: rest,
      ...(plan.isOpen ? { open: 1 as const } : {}),
    });
    ids.push(request.id);
  }
  return ids;
}
