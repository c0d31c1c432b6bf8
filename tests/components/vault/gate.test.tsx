// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../components/app/App';
import { LockButton } from '../../../components/app/LockButton';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import type { Page } from '../../../lib/messages/contract';
import { vaultCreate, vaultLock, vaultState, vaultUnlock } from '../../../lib/messages/vault';
import { prepareUnlocker, prove } from '../../../lib/seal/prove';
import { OPEN } from '../../../lib/session/open';
import { setStage } from '../stage';

setStage();

const PASSPHRASE = 'bread copy dignity denial budget agree';

const show = (surface: Page = 'options') =>
  render(
    <App surface={surface}>
      <h1>Inside</h1>
      <LockButton />
    </App>,
  );

const createVault = async () => ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
const isInside = () => screen.findByRole('heading', { name: 'Inside' });
const isLocked = () => screen.findByRole('heading', { name: 'Unlock Firekeep' });

const tryPassphrase = async (passphrase: string) => {
  const field = screen.getByLabelText('Passphrase');
  await userEvent.clear(field);
  await userEvent.type(field, `${passphrase}{Enter}`);
};

describe('a first run', () => {
  it('creates a vault from nothing but the two fields', async () => {
    show();
    await screen.findByRole('heading', { name: 'Create your vault' });
    expect(screen.getByText(/^Nobody can recover this passphrase, not even we\./)).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Passphrase'), PASSPHRASE);
    await userEvent.type(screen.getByLabelText('Repeat passphrase'), `${PASSPHRASE}{Enter}`);
    await isInside();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(navigator.storage.persist).toHaveBeenCalledOnce();
  });

  it('refuses a weak one with a reason and a way out', async () => {
    show();
    const field = await screen.findByLabelText('Passphrase');
    await userEvent.type(field, 'password');
    await userEvent.click(screen.getByRole('button', { name: 'Create vault' }));
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText(/most used passwords.*Suggest one/)).toBeTruthy();
    expect((await ask(vaultState, {})).state).toBe('absent');
  });

  it('refuses two that differ', async () => {
    show();
    await userEvent.type(await screen.findByLabelText('Passphrase'), PASSPHRASE);
    await userEvent.type(screen.getByLabelText('Repeat passphrase'), `${PASSPHRASE}x{Enter}`);
    await screen.findByText(/not the same/);
    expect((await ask(vaultState, {})).state).toBe('absent');
  });

  it('suggests six words to be written down, with no button to copy them', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Suggest one' }));
    const list = await screen.findByRole('list', { name: 'Suggested passphrase' });
    expect(list.children).toHaveLength(6);
    expect(screen.queryByRole('button', { name: /copy/i })).toBeNull();
    expect(screen.getByLabelText('Passphrase')).toHaveProperty('value', '');
    expect(screen.getByText(/Write these six words down/)).toBeTruthy();
  });

  it('takes the six words when they were typed once, and nothing else that was', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Suggest one' }));
    const list = await screen.findByRole('list', { name: 'Suggested passphrase' });
    const suggested = [...list.children].map((word) => word.textContent).join(' ');
    const field = screen.getByLabelText('Passphrase');
    await userEvent.click(field);
    await userEvent.paste(PASSPHRASE);
    await userEvent.keyboard('{Enter}');
    await screen.findByText(/not the same/);
    await userEvent.clear(field);
    await userEvent.paste(suggested);
    await userEvent.keyboard('{Enter}');
    await isInside();
    await act(() => ask(vaultLock, {}));
    await isLocked();
    await tryPassphrase(suggested);
    await isInside();
  });

  it('takes ten thousand characters of anything, and wants each of them again', async () => {
    const huge = 'Ångström 🔥 '.repeat(1_000);
    show();
    for (const label of ['Passphrase', 'Repeat passphrase']) {
      await userEvent.click(await screen.findByLabelText(label));
      await userEvent.paste(huge);
    }
    await userEvent.keyboard('{Enter}');
    await isInside();
    const unlocking = async (passphrase: string) => {
      await ask(vaultLock, {});
      const { unlockers } = await ask(vaultState, {});
      const unlocker = unlockers.find((way) => way.kind === 'passphrase');
      if (!unlocker) throw new Error('no unlocker');
      return ask(vaultUnlock, await prove(passphrase, unlocker));
    };
    await act(() => unlocking(huge.normalize('NFD')));
    await isInside();
    await expect(act(() => unlocking(huge.trimEnd()))).rejects.toThrow('wrong-passphrase');
  });

  it.each(['popup', 'sidepanel'] as const)('the %s points to the options page', async (surface) => {
    show(surface);
    await screen.findByRole('heading', { name: 'Create your vault' });
    expect(screen.getByRole('link', { name: 'Create your vault' }).getAttribute('href')).toContain(
      'options.html',
    );
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });
});

describe('what is not done yet', () => {
  it('is counted on the locked screen, and told as nothing more', async () => {
    await createVault();
    const bytes = new Uint8Array(8);
    await openDb().jobs.bulkAdd([
      { id: 'a', rev: 1, sealed: bytes, state: bytes, open: 1 },
      { id: 'b', rev: 1, sealed: bytes, state: bytes, open: 1 },
      { id: 'c', rev: 1, sealed: bytes, state: bytes },
    ]);
    await ask(vaultLock, {});
    show();
    await screen.findByText('2 things you asked for are not done yet. Unlock, and they go on.');
    await openDb().jobs.where('id').equals('b').delete();
    await screen.findByText('One thing you asked for is not done yet. Unlock, and it goes on.');
    await openDb().jobs.clear();
    await waitFor(() => expect(screen.queryByText(/not done yet/)).toBeNull());
  });
});

describe('a locked vault', () => {
  it('opens with its passphrase', async () => {
    await createVault();
    await ask(vaultLock, {});
    show('popup');
    await isLocked();
    await tryPassphrase(PASSPHRASE);
    await isInside();
  });

  it('says "Wrong passphrase", waits, and takes the right one afterwards without a reload', async () => {
    await createVault();
    await ask(vaultLock, {});
    show('popup');
    await isLocked();
    await tryPassphrase('wrong');
    expect((await screen.findByRole('alert')).textContent).toContain('Wrong passphrase');
    const button = screen.getByRole('button', { name: 'Unlock' });
    await waitFor(() => expect(button).toHaveProperty('disabled', true));
    await waitFor(() => expect(button).toHaveProperty('disabled', false), { timeout: 3_000 });
    await tryPassphrase(PASSPHRASE);
    await isInside();
  });

  it('still waits after a reload', async () => {
    await createVault();
    const { unlockers } = await ask(vaultState, {});
    const unlocker = unlockers.find((way) => way.kind === 'passphrase');
    if (!unlocker) throw new Error('no unlocker');
    await ask(vaultLock, {});
    await ask(vaultUnlock, await prove('wrong', unlocker)).catch(() => undefined);
    show();
    await isLocked();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Unlock' })).toHaveProperty('disabled', true),
    );
  });

  it('an empty field costs no try', async () => {
    await createVault();
    await ask(vaultLock, {});
    show();
    await isLocked();
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No passphrase yet');
    expect(screen.getByRole('button', { name: 'Unlock' })).toHaveProperty('disabled', false);
  });
});

describe('a lock', () => {
  it('anywhere clears every page', async () => {
    await createVault();
    show();
    await isInside();
    await act(() => ask(vaultLock, {}));
    await isLocked();
    expect(screen.queryByRole('heading', { name: 'Inside' })).toBeNull();
  });

  it('is one press away', async () => {
    await createVault();
    show('sidepanel');
    await userEvent.click(await screen.findByRole('button', { name: 'Lock' }));
    await isLocked();
    expect((await fakeBrowser.storage.session.get(OPEN))[OPEN]).toBeUndefined();
  });

  it('happens in the page at its time, also when nobody tells it', async () => {
    await createVault();
    show();
    await isInside();
    // Other stored fields stay: only the lock time is over, as after a night with the lid closed.
    const stored = await fakeBrowser.storage.session.get(OPEN);
    const open: object = stored[OPEN] ?? {};
    await act(() => fakeBrowser.storage.session.set({ [OPEN]: { ...open, lockAtMs: Date.now() - 1 } }));
    await isLocked();
  });
});

describe('what is not a first run', () => {
  it('a vault that the browser threw away', async () => {
    await createVault();
    await ask(vaultLock, {});
    await openDb().vault.clear();
    show();
    await screen.findByRole('heading', { name: 'The browser lost this vault' });
    expect(screen.queryByLabelText('Repeat passphrase')).toBeNull();
  });

  it('a vault whose record is damaged', async () => {
    await createVault();
    await ask(vaultLock, {});
    await openDb().vault.update('vault', { vaultId: 'f'.repeat(32) });
    show();
    await screen.findByRole('heading', { name: 'This vault is damaged' });
  });
});

describe('storage that fails has a screen of its own', () => {
  it.each([
    ['database-newer', 'Your vault belongs to a newer Firekeep'],
    ['storage-full', 'The disk is full'],
    ['database-blocked', 'Another Firekeep page is in the way'],
    ['storage-off', 'The browser does not let Firekeep store anything'],
    ['storage-broken', 'The browser could not open its storage'],
  ])('%s, and goes on when it is over', async (code, heading) => {
    const sendMessage = vi.mocked(fakeBrowser.runtime.sendMessage);
    const well = sendMessage.getMockImplementation();
    sendMessage.mockImplementation(async () => ({ ok: false, problem: { code } }));
    show();
    await screen.findByRole('heading', { name: heading });
    if (well) sendMessage.mockImplementation(well);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { name: 'Create your vault' });
  });

  it('an update while the page is open asks for a reload', async () => {
    vi.mocked(fakeBrowser.runtime.sendMessage).mockImplementation(async () => ({
      ok: false,
      problem: { code: 'extension-updated' },
    }));
    show();
    await screen.findByRole('heading', { name: 'Firekeep was updated while this page was open' });
    expect(screen.getByRole('button', { name: 'Reload this page' })).toBeTruthy();
  });

  it('a worker that was stopped in mid-answer is asked once more', async () => {
    const sendMessage = vi.mocked(fakeBrowser.runtime.sendMessage);
    const well = sendMessage.getMockImplementation();
    sendMessage.mockImplementationOnce(async () => undefined);
    if (well) sendMessage.mockImplementation(well);
    show();
    await screen.findByRole('heading', { name: 'Create your vault' });
  });
});
