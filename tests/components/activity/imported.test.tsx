// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ActivityPage } from '../../../components/activity/ActivityPage';
import { activityHandlers } from '../../../entrypoints/background/handlers/activity';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { sealLogLine } from '../../../lib/activity/imported';
import { newId } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { requireOpen } from '../../../lib/vault/session';
import { setStage } from '../stage';

setStage([...vaultHandlers, ...activityHandlers]);

const MADE_AT = new Date(2026, 9, 3, 12).getTime();

const createOpenVault = async () => {
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ host_permissions: ['https://one.test/*'] }) });
  await ask(vaultCreate, await prepareUnlocker('bread copy dignity denial budget agree'));
  return requireOpen();
};

async function bring(vaultId: string, ...names: readonly string[]): Promise<void> {
  const open = await requireOpen();
  for (const keyName of names) {
    const event = { atMs: Date.now() - 1000, what: 'key-added', keyName };
    const reader = { vaultId: open.vaultId, key: open.content };
    await openDb().logs.add(await sealLogLine(reader, newId(), { vaultId, event, madeAtMs: MADE_AT }));
  }
}

const section = () => screen.findByRole('region', { name: 'Records of other vaults' });

it('shows nothing of other vaults where there is nothing', async () => {
  await createOpenVault();
  render(<ActivityPage />);
  await screen.findByText('1 line in the record');
  expect(screen.queryByText('Records of other vaults')).toBeNull();
});

it('lists what came with a backup beside the record, by backup, and never as part of it', async () => {
  const { vaultId } = await createOpenVault();
  await bring('a'.repeat(32), 'Theirs', 'Theirs too');
  await bring(vaultId, 'Ours once');
  await openDb().logs.add({ id: newId(), rev: 1, sealed: new Uint8Array(300) });
  render(<ActivityPage />);
  const imported = within(await section());
  await imported.findByText('Key “Theirs” added');
  expect(imported.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
    'From a backup, but it cannot be read which',
    'From a backup of this vault, made on October 3, 2026',
    'From a backup of another vault, made on October 3, 2026',
  ]);
  expect(imported.getByText('4 lines from backups')).toBeTruthy();
  await screen.findByText('1 line in the record');
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
  await screen.findByText('The record is whole');
  await screen.findByText(/^Its one line is in its place/);
});

it('shows a line whose time is none as one that cannot be read', async () => {
  const { vaultId, content } = await createOpenVault();
  const event = { atMs: 1e300, what: 'key-added' };
  const line = { vaultId: 'a'.repeat(32), event, madeAtMs: 1e300 };
  await openDb().logs.add(await sealLogLine({ vaultId, key: content }, newId(), line));
  render(<ActivityPage />);
  const imported = within(await section());
  await imported.findByText(/A damaged line/);
  await imported.findByRole('heading', { name: 'From a backup of another vault' });
});

it('narrows both lists by the same filter, and turns the pages of each by itself', async () => {
  await createOpenVault();
  await bring('a'.repeat(32), ...Array.from({ length: 60 }, (_, at) => `Number ${at}.`));
  render(<ActivityPage />);
  const imported = within(await section());
  await imported.findByText('Key “Number 59.” added');
  expect(imported.queryByText('Key “Number 9.” added')).toBeNull();
  fireEvent.click(imported.getByRole('button', { name: 'Older' }));
  await imported.findByText('Key “Number 9.” added');
  expect(screen.getByText('Vault created')).toBeTruthy();
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'number 33.' } });
  await imported.findByText('1 line found');
  expect(imported.getByText('Key “Number 33.” added')).toBeTruthy();
  await screen.findByText('Nothing in the record fits');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'created' } });
  await screen.findByText('Vault created');
  await waitFor(() => expect(imported.getByRole('status').textContent).toBe('0 lines found'));
});
