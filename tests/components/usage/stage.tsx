/** The Usage page over a vault of its own: what was paid for is put into the ledger as a job's end puts it there. */
import { configure, render, screen } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { beforeEach, vi } from 'vitest';
import { App } from '../../../components/app/App';
import { Toasts } from '../../../components/ui/Toasts';
import { UsagePage } from '../../../components/usage/UsagePage';
import { keyHandlers } from '../../../entrypoints/background/handlers/keys';
import { settingHandlers } from '../../../entrypoints/background/handlers/settings';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { fromBase64 } from '../../../lib/core/bytes';
import { newId } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { keysAdd } from '../../../lib/messages/keys';
import { vaultCreate } from '../../../lib/messages/vault';
import type { Report } from '../../../lib/providers/report';
import { importSealKey } from '../../../lib/seal/envelope';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { findOpen } from '../../../lib/session/open';
import { dayOf, shiftDay } from '../../../lib/usage/days';
import type { Entry } from '../../../lib/usage/record';
import { sealEntry } from '../../../lib/usage/write';
import { setStage } from '../stage';

configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
export const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

export function setUsageStage(): void {
  setStage([...vaultHandlers, ...settingHandlers, ...keyHandlers]);
  beforeEach(async () => {
    Element.prototype.scrollIntoView = () => {};
    await ask(vaultCreate, await prepareUnlocker('bread copy dignity denial budget agree'));
  });
}

export const WORKS: Report = { verdict: 'works', facts: [], warnings: [] };

export async function save(provider: string, name: string, report = WORKS): Promise<string> {
  const id = newId();
  const fields = { apiKey: `sk-or-v1-${id}${id}` };
  await ask(keysAdd, {
    id,
    provider,
    kind: 'api-key',
    fields,
    name,
    environment: 'production',
    anyway: report,
  });
  return id;
}

/** At noon, so many days ago. */
export const daysAgo = (days: number): number =>
  new Date(`${shiftDay(dayOf(Date.now()), -days)}T12:00:00`).getTime();

export const entryOf = (over: Partial<Entry> = {}): Entry => ({
  atMs: Date.now(),
  jobId: newId(),
  provider: 'openrouter',
  keyId: 'k1',
  model: 'acme/talker',
  make: 'text',
  usd: '0.01',
  how: 'told',
  input: 100,
  output: 20,
  ...over,
});

export async function book(...entries: Entry[]): Promise<void> {
  const open = await findOpen();
  if (!open) throw new Error('locked');
  const seals = { vaultId: open.vaultId, content: await importSealKey(fromBase64(open.content)) };
  for (const entry of entries) await openDb().ledger.add(await sealEntry(seals, entry));
}

export async function openUsage(): Promise<void> {
  render(
    <App surface="options">
      <UsagePage />
      <Toasts />
    </App>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Usage' });
}
