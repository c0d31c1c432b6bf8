/**
 * A browser may send a wish again by itself when the connection breaks before a byte of the answer came: we see one
 * answer, the provider two wishes. So what was made is compared with the provider's records, once, and a second one
 * like it that no job here has is told.
 */
import { problem } from '../core/problem';
import type { OpenVault } from '../vault/session';
import { inTurn, readOthers, searchRecords } from './finding';
import type { Held } from './held';

export const compareRecords = (held: Held, open: OpenVault): Promise<void> =>
  inTurn(async () => {
    const isOver = Date.now() >= (held.state.compareUntilMs ?? 0);
    try {
      const extra = await findExtra(held, open);
      if (extra === 'unsure' && !isOver) return;
      if (extra === 'one') await held.happen({ is: 'note', note: problem('extra-request') });
      await held.happen({ is: 'compared' });
    } catch (error) {
      // Whatever kept it from answering: it is asked again for a while, and then nothing is said.
      if (!isOver) throw error;
      await held.happen({ is: 'compared' });
    }
  });

/** Mostly there is nothing beside our own, and nothing more needs to be read. */
async function findExtra(held: Held, open: OpenVault): Promise<'none' | 'one' | 'unsure'> {
  const own = JSON.stringify(held.state.operation);
  let hasOthers = false;
  await searchRecords(held, open, (operation) => {
    hasOthers ||= JSON.stringify(operation) !== own;
    return true;
  });
  if (!hasOthers) return 'none';
  const { owned, hasRival } = await readOthers(open, held);
  // It may be that other one's, whose answer is not here yet or never came.
  if (hasRival) return 'unsure';
  const others = await searchRecords(held, open, (operation) => owned.has(JSON.stringify(operation)));
  return others.some(({ isSame }) => isSame) ? 'one' : 'none';
}
