/** What pages ask of jobs in 3D that are over: all of it is free. */
import type { KeptFile } from '../files/record';
import { dropFiles } from '../files/store';
import { requireOpen } from '../vault/session';
import { adoptLost } from './finding';
import { findDamaged } from './made';
import { nudge } from './nudge';
import { requireHeld } from './orders';

/** What may have been paid for and is not here, or not whole any more, is asked after once more. */
export async function collect(id: string): Promise<void> {
  const held = await requireHeld(id);
  const damaged = await findDamaged(held.state);
  await held.happen({ is: 'collect', damaged });
  await dropFiles(damaged.map(({ file }) => file.id));
  nudge();
}

/** Somebody knows which of the provider's records is this job's. */
export async function adopt(id: string, operation: unknown): Promise<void> {
  const open = await requireOpen();
  await adoptLost(await requireHeld(id), open, operation);
  nudge();
}

/** Lists show it without opening what is large. */
export async function keepPoster(id: string, file: KeptFile): Promise<{ isKept: boolean }> {
  const held = await requireHeld(id);
  const last = Math.max(-1, ...(held.state.made ?? []).map(({ at }) => at));
  const { made } = await held.happen({ is: 'poster', made: { at: last + 1, role: 'poster', file } });
  return { isKept: made?.some((one) => one.file.id === file.id) === true };
}
