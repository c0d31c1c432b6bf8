// @vitest-environment jsdom
/** A backup that is stopped while it is written: nothing of it is left, and none was made. */
import 'fake-indexeddb/auto';

import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../../components/app/App';
import { BackupPage } from '../../../components/backup/BackupPage';
import { backupHandlers } from '../../../entrypoints/background/handlers/backup';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { picture, putJob, requestOf, stateOf } from '../../backup/stage';
import { setStage } from '../stage';
import { PASSPHRASE, type PrivateFolder, playPrivateFolder, teachLocks } from './stage';

setStage([...vaultHandlers, ...backupHandlers]);

const OF_ITS_OWN = 'slogan hour garden control model juice';
/** More than is written at a time, so that there is a middle. */
const PICTURE_BYTES = 6 * 1024 * 1024;

const keys = userEvent.setup();
const saved = vi.fn();
let folder: PrivateFolder;

beforeEach(async () => {
  teachLocks();
  folder = playPrivateFolder();
  Object.assign(URL, { createObjectURL: () => 'blob:backup', revokeObjectURL: () => undefined });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(saved);
  await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
  await putJob(requestOf(), stateOf({ images: [await picture(PICTURE_BYTES)] }));
  render(
    <App surface="options">
      <BackupPage />
    </App>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Backup' });
});

const making = () => within(screen.getByRole('region', { name: 'Make a backup' }));
const begin = () => making().findByRole('button', { name: 'Export backup' });

async function press(): Promise<void> {
  await keys.type(making().getByLabelText('Backup passphrase'), OF_ITS_OWN);
  await keys.click(await begin());
  const dialog = within(await screen.findByRole('dialog'));
  await keys.type(dialog.getByLabelText('Passphrase'), PASSPHRASE);
  await keys.click(dialog.getByRole('button', { name: 'Export backup' }));
}

/** Presses Stop while the browser is at that step. */
function stopAt(step: 'write' | 'close'): Promise<void> {
  return new Promise((resolve) => {
    folder.before = async (now) => {
      if (now !== step) return;
      folder.before = async () => undefined;
      await keys.click(await making().findByRole('button', { name: 'Stop' }));
      resolve();
    };
  });
}

it.each(['write', 'close'] as const)(
  'stopped at a %s leaves nothing; begun again it is made',
  async (step) => {
    const stopped = stopAt(step);
    await press();
    await stopped;
    const alert = await making().findByRole('alert');
    expect(alert.textContent).toMatch(/^You stopped this/);
    await begin();
    expect([folder.files.size, folder.open.size]).toEqual([0, 0]);
    expect(saved).not.toHaveBeenCalled();
    expect(making().queryByText('The backup is made')).toBeNull();
    expect(await openDb().settings.get('backup')).toBeUndefined();

    await press();
    await making().findByText('The backup is made');
    expect(making().queryByRole('alert')).toBeNull();
    expect([...folder.files.values()].map((bytes) => bytes > PICTURE_BYTES)).toEqual([true]);
    expect(saved).toHaveBeenCalledOnce();
    expect(await openDb().settings.get('backup')).toBeDefined();
  },
);
