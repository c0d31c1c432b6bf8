import { browser } from 'wxt/browser';
import { deleteDb } from '../db/erase';
import { inLife } from './life';
import { closeSession } from './session';

/**
 * Everything of ours in this browser. The marker goes before the database: killed in between, this leaves
 * the vault as it was, and never one that looks lost.
 */
export const erase = (): Promise<void> =>
  inLife(async () => {
    await closeSession();
    await browser.storage.local.clear();
    await deleteDb();
    await dropBackups();
    await browser.storage.session.clear();
    await browser.alarms.clearAll();
  });

/** One that was being written, or handed to the downloads. It is sealed; where there is no such folder, there is none. */
async function dropBackups(): Promise<void> {
  const folder = await globalThis.navigator?.storage?.getDirectory?.().catch(() => undefined);
  await folder?.removeEntry('backup', { recursive: true }).catch(() => undefined);
}
