/** What waits in session memory while the vault is open, read and changed by a page of the extension. */
import type { Screen } from './screen';

export interface OpenRecord {
  readonly vaultId: string;
  readonly content: string;
  readonly lockAtMs: number | null;
  readonly seenMs: number;
}

interface Extension {
  readonly storage: {
    readonly session: {
      get(): Promise<{ readonly open?: OpenRecord; readonly swept?: boolean }>;
      set(items: object): Promise<void>;
    };
  };
}

/** All of it but the mark that files without a name were looked for since the browser started: that tells nothing. */
export const readSession = (screen: Screen): Promise<{ readonly open?: OpenRecord }> =>
  screen.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: Extension }).chrome;
    const { swept: _, ...rest } = await storage.session.get();
    return rest;
  });

export async function requireOpenRecord(screen: Screen): Promise<OpenRecord> {
  const { open } = await readSession(screen);
  if (!open) throw new Error('the vault is not open');
  return open;
}

/** A worker that already looked keeps what it saw: stop it first. */
export async function changeOpenRecord(screen: Screen, change: Partial<OpenRecord>): Promise<void> {
  const open = { ...(await requireOpenRecord(screen)), ...change };
  await screen.evaluate(
    (record) => (globalThis as unknown as { chrome: Extension }).chrome.storage.session.set({ open: record }),
    open,
  );
}
