// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { readFileSync } from 'node:fs';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../components/app/App';
import { BackupPage } from '../../../components/backup/BackupPage';
import { backupHandlers } from '../../../entrypoints/background/handlers/backup';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { setStage } from '../stage';
import { FIXTURE, FIXTURE_PASSPHRASE, fileOf, PASSPHRASE, teachLocks } from './stage';

setStage([...vaultHandlers, ...backupHandlers]);

const OF_ITS_OWN = 'slogan hour garden control model juice';

beforeEach(async () => {
  teachLocks();
  await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
  render(
    <App surface="options">
      <BackupPage />
    </App>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Backup' });
});

const making = () => within(screen.getByRole('region', { name: 'Make a backup' }));
const reading = () => within(screen.getByRole('region', { name: 'Import a backup' }));
const keys = userEvent.setup();

describe('making one', () => {
  it('has everything chosen, and files only with what names them', async () => {
    const box = (name: string) => making().getByRole<HTMLInputElement>('checkbox', { name });
    const all = ['Keys and settings', 'Results, costs and activity', 'Pictures, models and attachments'];
    expect(all.map((name) => box(name).checked)).toEqual([true, true, true]);
    await keys.click(box('Results, costs and activity'));
    expect(all.map((name) => box(name).checked)).toEqual([true, false, false]);
    expect(box('Pictures, models and attachments').disabled).toBe(true);
  });

  it('wants a passphrase that nobody guesses', async () => {
    await keys.click(making().getByRole('button', { name: 'Export backup' }));
    await making().findByText('Choose a passphrase for the backup first.');
    await keys.type(making().getByLabelText('Backup passphrase'), 'password');
    await keys.click(making().getByRole('button', { name: 'Export backup' }));
    // What says how strong it is comes by itself.
    await waitFor(() =>
      expect(making().getByLabelText('Backup passphrase').getAttribute('aria-invalid')).toBe('true'),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks for the vault’s passphrase again, and says there when it is wrong', async () => {
    await keys.type(making().getByLabelText('Backup passphrase'), OF_ITS_OWN);
    await keys.click(making().getByRole('button', { name: 'Export backup' }));
    const dialog = within(await screen.findByRole('dialog'));
    await keys.type(dialog.getByLabelText('Passphrase'), 'not this one');
    await keys.click(dialog.getByRole('button', { name: 'Export backup' }));
    expect((await dialog.findByRole('alert')).textContent).toMatch(/^Wrong passphrase/);
    expect(await openDb().settings.get('backup')).toBeUndefined();
  });
});

describe('reading one in', () => {
  const choose = (file: File) => keys.upload(reading().getByLabelText('Backup file'), file);
  const press = async (passphrase: string) => {
    await keys.type(reading().getByLabelText('Backup passphrase'), passphrase);
    await keys.click(reading().getByRole('button', { name: 'Import backup' }));
  };

  it('wants a file and a passphrase', async () => {
    await keys.click(reading().getByRole('button', { name: 'Import backup' }));
    await reading().findByText('Choose the backup file first.');
    await reading().findByText('Type the passphrase that you chose for this backup.');
  });

  it('says what came, and what was here already', async () => {
    const file = fileOf(new Uint8Array(readFileSync(FIXTURE)));
    await choose(file);
    await press(FIXTURE_PASSPHRASE);
    expect((await reading().findByRole('status')).textContent).toMatch(/^Imported 2 keys, 1 result, 1 file/);
    await choose(file);
    await press(FIXTURE_PASSPHRASE);
    expect((await reading().findByText(/^Imported 0/)).textContent).toBe(
      'Imported 0 keys (2 here already), 0 results (1 here already)',
    );
  });

  it('says what is wrong with what is no backup', async () => {
    await choose(fileOf(new TextEncoder().encode('%PDF-1.7 and more of it')));
    await press('anything');
    expect((await reading().findByRole('alert')).textContent).toMatch(/^This is no Firekeep backup/);
  });
});
