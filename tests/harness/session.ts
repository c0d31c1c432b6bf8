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
      get(): Promise<{ readonly open?: OpenRecord }>;
      set(items: object): Promise<void>;
    };
  };
}

export const readSession = (screen: Screen): Promise<{ readonly open?: OpenRecord }> =>
  screen.evaluate(() => (globalThis as unknown as { chrome: Extension }).chrome.storage.session.get());

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
