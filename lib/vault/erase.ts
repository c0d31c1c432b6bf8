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
    await browser.storage.session.clear();
    await browser.alarms.clearAll();
  });
