// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../components/app/App';
import { SecurityPage } from '../../../components/vault/SecurityPage';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultCreate, vaultLock, vaultState, vaultUnlock } from '../../../lib/messages/vault';
import { prepareUnlocker, prove } from '../../../lib/seal/prove';
import { findOpen } from '../../../lib/session/open';
import { setStage } from '../stage';

setStage();

const PASSPHRASE = 'bread copy dignity denial budget agree';
const OTHER = 'slogan hour garden control model juice';

beforeEach(async () => {
  await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
  render(
    <App surface="options">
      <SecurityPage />
    </App>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Security' });
  await screen.findByRole('heading', { level: 2, name: 'Ways in' });
});

const chosen = async () => {
  const radios = await screen.findAllByRole('radio');
  return radios.find((radio) => radio instanceof HTMLInputElement && radio.checked)?.getAttribute('value');
};
const lockAtMs = async () => (await findOpen())?.lockAtMs;

const canUnlock = async (passphrase: string) => {
  await ask(vaultLock, {});
  const { unlockers } = await ask(vaultState, {});
  const unlocker = unlockers.find((way) => way.kind === 'passphrase');
  if (!unlocker) throw new Error('no unlocker');
  return ask(vaultUnlock, await prove(passphrase, unlocker)).then(
    () => true,
    () => false,
  );
};

describe('the page', () => {
  it('comes at once: nothing of it arrives late and moves what is under somebody’s pointer', async () => {
    cleanup();
    const outlines = new Set<string>();
    const outline = () =>
      [...document.querySelectorAll('section :not(span)')].map(({ tagName }) => tagName).join(' ');
    const watch = new MutationObserver(() => {
      if (document.querySelector('section')) outlines.add(outline());
    });
    watch.observe(document.body, { childList: true, subtree: true });
    render(
      <App surface="options">
        <SecurityPage />
      </App>,
    );
    // What is added up last is all that changes, in its place.
    await screen.findByRole('heading', { level: 2, name: 'What is stored' });
    await waitFor(() => expect(document.body.textContent).not.toContain('counting'));
    watch.disconnect();
    expect(outlines.size).toBe(1);
    expect(screen.queryByRole('status', { name: 'Loading' })).toBeNull();
  });
});

describe('auto-lock', () => {
  it('is 15 minutes at first, and changes at once', async () => {
    expect(await chosen()).toBe('15');
    await userEvent.click(screen.getByRole('radio', { name: '5 minutes' }));
    await waitFor(async () => expect(await chosen()).toBe('5'));
    expect((await lockAtMs()) ?? 0).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
  });

  it('"never" takes the passphrase again, and nothing changes without it', async () => {
    await userEvent.click(await screen.findByRole('radio', { name: 'Never until the browser closes' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Never lock by itself?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await chosen()).toBe('15');
    expect(await lockAtMs()).not.toBeNull();
  });

  it('"never" with the right passphrase', async () => {
    await userEvent.click(await screen.findByRole('radio', { name: 'Never until the browser closes' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Passphrase'), `${PASSPHRASE}{Enter}`);
    await waitFor(async () => expect(await chosen()).toBe('never'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await lockAtMs()).toBeNull();
  });
});

describe('what else locks', () => {
  it.each([
    ['', /when the system locks its screen, and when the last window closes\.$/],
    ['true', /Firefox does not tell extensions when the system locks its screen/],
  ])('is said as it is in this browser (Firefox: “%s”)', async (isFirefox, words) => {
    cleanup();
    vi.stubEnv('FIREFOX', isFirefox);
    render(
      <App surface="options">
        <SecurityPage />
      </App>,
    );
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByText(/A running job does not count as use\./)).toBeTruthy();
    vi.unstubAllEnvs();
  });
});

describe('changing the passphrase', () => {
  const change = async (old: string, next: string, repeated = next) => {
    await userEvent.type(screen.getByLabelText('Current passphrase'), old);
    await userEvent.type(screen.getByLabelText('New passphrase'), next);
    await userEvent.type(screen.getByLabelText('Repeat new passphrase'), repeated);
    await userEvent.click(screen.getByRole('button', { name: 'Change passphrase' }));
  };

  it('afterwards only the new one opens, and the fields are empty', async () => {
    await change(PASSPHRASE, OTHER);
    expect((await screen.findByText('Passphrase changed')).closest('[role="status"]')).not.toBeNull();
    for (const label of ['Current passphrase', 'New passphrase', 'Repeat new passphrase'])
      expect(screen.getByLabelText(label)).toHaveProperty('value', '');
    expect(await canUnlock(OTHER)).toBe(true);
    expect(await canUnlock(PASSPHRASE)).toBe(false);
  });

  it('needs the old one', async () => {
    await change('not this one', OTHER);
    expect((await screen.findByRole('alert')).textContent).toContain('Wrong passphrase');
    expect(screen.queryByText('Passphrase changed')).toBeNull();
  });

  it('refuses a weak new one before anything is tried', async () => {
    await change(PASSPHRASE, 'password');
    await waitFor(() =>
      expect(screen.getByLabelText('New passphrase').getAttribute('aria-invalid')).toBe('true'),
    );
    expect(await canUnlock(PASSPHRASE)).toBe(true);
  });
});

describe('erasing everything', () => {
  it('happens only after the words were typed', async () => {
    const button = screen.getByRole('button', { name: 'Erase everything' });
    await userEvent.click(button);
    expect(screen.getByText('Type exactly: erase everything')).toBeTruthy();
    await userEvent.type(screen.getByLabelText(/to confirm/), 'erase nothing{Enter}');
    expect(await openDb().vault.count()).toBe(1);
  });

  it('leaves nothing, and a first run follows', async () => {
    await userEvent.type(screen.getByLabelText(/to confirm/), 'erase everything{Enter}');
    await screen.findByRole('heading', { name: 'Create your vault' });
    expect(await openDb().vault.count()).toBe(0);
    expect(await fakeBrowser.storage.session.get()).toEqual({});
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it('says what stays', () => {
    expect(screen.getByText(/Sealed remains may stay on the disk/)).toBeTruthy();
    expect(screen.getByText(/stay valid at their services/)).toBeTruthy();
  });
});
