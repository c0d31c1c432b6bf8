// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ActivityPage } from '../../../components/activity/ActivityPage';
import { activityHandlers } from '../../../entrypoints/background/handlers/activity';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { record } from '../../../lib/activity/write';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { requireOpen } from '../../../lib/vault/session';
import { setStage } from '../stage';

setStage([...vaultHandlers, ...activityHandlers]);

const createOpenVault = async () => {
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ host_permissions: ['https://one.test/*'] }) });
  await ask(vaultCreate, await prepareUnlocker('bread copy dignity denial budget agree'));
};

const DAY_MS = 24 * 60 * 60_000;
const write = async (...days: readonly number[]) => {
  const open = await requireOpen();
  for (const ago of days)
    await record(open, { atMs: Date.now() - ago * DAY_MS, what: 'key-added', keyName: `Key of day ${ago}` });
};

describe('the Activity page', () => {
  it('lists, searches, and says that the record is whole, or where it is not', async () => {
    await createOpenVault();
    await write(3, 2);
    render(<ActivityPage />);
    await screen.findByText('Key “Key of day 2” added');
    await screen.findByText('3 lines in the record');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'day 3' } });
    await screen.findByText('1 line found');
    expect(screen.queryByText('Key “Key of day 2” added')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
    await screen.findByText('The record is whole');
    const second = (await openDb().activity.orderBy(':id').primaryKeys())[1];
    await openDb().activity.delete(second ?? 0);
    fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The first wrong line is number 2.');
  });

  it('asks before lines go for good, and then lets them go', async () => {
    await createOpenVault();
    await write(400, 2);
    render(<ActivityPage />);
    fireEvent.click(await screen.findByRole('radio', { name: '30 days' }));
    expect(await openDb().activity.count()).toBe(3);
    fireEvent.click(await screen.findByRole('button', { name: 'Delete older lines' }));
    await screen.findByText('This record is kept: 30 days');
  });
});
