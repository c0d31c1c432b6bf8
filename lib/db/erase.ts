import { ProblemError, problem } from '../core/problem';
import { DB_NAME, openDb } from './open';

/** Other pages close their connection when they are told; one that hangs must not keep a person waiting. */
const PATIENCE_MS = 10_000;

/** Works without opening, so also on a database that is damaged or newer than this program. */
export async function deleteDb(patienceMs = PATIENCE_MS): Promise<void> {
  openDb().close({ disableAutoOpen: false });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ProblemError(problem('database-blocked'))), patienceMs);
  });
  try {
    await Promise.race([deleted(DB_NAME), late]);
  } finally {
    clearTimeout(timer);
  }
}

const deleted = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
