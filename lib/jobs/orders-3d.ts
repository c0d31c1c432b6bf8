/** What pages ask of jobs in 3D that are over: all of it is free. */
import { fail } from '../core/problem';
import type { KeptFile } from '../files/record';
import { nudge } from './nudge';
import { requireHeld } from './orders';

/** What may have been paid for and is not here is asked after once more. */
export async function collect(id: string): Promise<void> {
  const held = await requireHeld(id);
  await held.happen({ is: 'collect' });
  nudge();
}

/** Somebody knows which of the provider's records is this job's. */
export async function adopt(id: string, at: number): Promise<void> {
  const held = await requireHeld(id);
  const { operation } = held.state.candidates?.[at] ?? fail('job-out-of-turn');
  await held.happen({ is: 'found', operation });
  nudge();
}

/** Lists show it without opening what is large. */
export async function keepPoster(id: string, file: KeptFile): Promise<{ isKept: boolean }> {
  const held = await requireHeld(id);
  const last = Math.max(-1, ...(held.state.made ?? []).map(({ at }) => at));
  const { made } = await held.happen({ is: 'poster', made: { at: last + 1, role: 'poster', file } });
  return { isKept: made?.some((one) => one.file.id === file.id) === true };
}
