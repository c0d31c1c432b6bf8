// @vitest-environment jsdom
/** Somebody who moves to a new machine: the first screen leads to the backup, by way of a vault to put it into. */
import 'fake-indexeddb/auto';

import { readFileSync } from 'node:fs';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { App } from '../../../components/app/App';
import { OptionsShell } from '../../../components/app/OptionsShell';
import { backupHandlers } from '../../../entrypoints/background/handlers/backup';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { openDb } from '../../../lib/db/open';
import { setStage } from '../stage';
import { FIXTURE, FIXTURE_PASSPHRASE, fileOf, PASSPHRASE, teachLocks } from './stage';

setStage([...vaultHandlers, ...backupHandlers]);

beforeEach(() => {
  teachLocks();
  location.hash = '';
});

it('begins from a backup', async () => {
  const keys = userEvent.setup();
  render(
    <App surface="options">
      <OptionsShell />
    </App>,
  );
  await screen.findByRole('heading', { name: 'Create your vault' });
  await keys.click(screen.getByRole('link', { name: 'Begin from a backup' }));
  await screen.findByText(/^First this vault gets a passphrase of its own\./);
  expect(screen.queryByRole('link', { name: 'Begin from a backup' })).toBeNull();
  await keys.type(screen.getByLabelText('Passphrase'), PASSPHRASE);
  await keys.type(screen.getByLabelText('Repeat passphrase'), `${PASSPHRASE}{Enter}`);

  await screen.findByRole('heading', { level: 1, name: 'Backup' });
  const reading = within(screen.getByRole('region', { name: 'Import a backup' }));
  await keys.upload(reading.getByLabelText('Backup file'), fileOf(new Uint8Array(readFileSync(FIXTURE))));
  await keys.type(reading.getByLabelText('Backup passphrase'), FIXTURE_PASSPHRASE);
  await keys.click(reading.getByRole('button', { name: 'Import backup' }));
  expect((await reading.findByRole('status')).textContent).toMatch(/^Imported 2 keys, 1 result, 1 file/);
  expect(await openDb().keys.count()).toBe(2);
});
