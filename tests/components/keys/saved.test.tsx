// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../../lib/db/open';
import { UNDO_MS } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysRemove } from '../../../lib/messages/keys';
import { vaultLock } from '../../../lib/messages/vault';
import { book, daysAgo, entryOf } from '../usage/stage';
import {
  card,
  countKeys,
  dialogGone,
  dialogNamed,
  fieldsOf,
  findDialog,
  hosts,
  keyNamed,
  openPage,
  PASSPHRASE,
  paste,
  press,
  save,
  setKeysStage,
  user,
} from './stage';

// As different for each passphrase and salt as Argon2, and done at once: it is measured elsewhere.
vi.mock('../../../lib/seal/argon2', () => ({
  deriveKek: async (passphrase: string, kdf: { salt: string }) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([passphrase, kdf.salt]))),
    ),
}));

setKeysStage();
afterEach(() => {
  vi.useRealTimers();
});

const good = fieldsOf('openrouter', 'good');
const secret = good.apiKey ?? '';

describe('one saved key', () => {
  it('has its buttons by their plain names, and each says which key it is for', async () => {
    await save('openrouter', 'Home');
    await openPage();
    const item = await keyNamed('OpenRouter', 'Home');
    for (const name of ['Check', 'Edit', 'Disable', 'Remove', 'Reveal', 'Copy']) {
      const button = within(item).getByRole('button', { name });
      const about = document.getElementById(button.getAttribute('aria-describedby') ?? '');
      expect(about?.textContent, name).toBe('Home');
    }
  });

  it('is checked again, and what was true before is told when nobody answers now', async () => {
    await save('openrouter', 'Home', { fields: { apiKey: secret } });
    await openPage();
    const item = await keyNamed('OpenRouter', 'Home');
    await press(item, 'Check');
    await within(item).findByText('$12.50');
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    await press(item, 'Check');
    await within(item).findByText('unreachable');
    expect(item.textContent).toMatch(/Before that: works, just now/);
  });

  it('is not asked about without the browser’s leave, and keeps its verdict', async () => {
    await save('openrouter', 'Home');
    hosts.isGranted = false;
    await openPage();
    const item = await keyNamed('OpenRouter', 'Home');
    await press(item, 'Check');
    await within(item).findByRole('alert');
    expect(within(item).getByText('works')).toBeTruthy();
  });

  it('gets another name and environment', async () => {
    await save('openrouter', 'Home');
    await openPage();
    await press(await keyNamed('OpenRouter', 'Home'), 'Edit');
    const dialog = await dialogNamed('Edit key');
    await user.clear(within(dialog).getByLabelText('Name'));
    await user.type(within(dialog).getByLabelText('Name'), 'Away');
    await user.selectOptions(within(dialog).getByLabelText('Environment'), 'Test');
    await press(dialog, 'Save');
    await dialogGone();
    const item = await keyNamed('OpenRouter', 'Away');
    expect(within(item).getByText('Test')).toBeTruthy();
  });

  it('keeps its old secret until the new one passed', async () => {
    await save('openrouter', 'Home');
    await openPage();
    const hintOf = async () =>
      (await keyNamed('OpenRouter', 'Home')).querySelector('.font-mono')?.textContent ?? '';
    const before = await hintOf();
    await press(await keyNamed('OpenRouter', 'Home'), 'Edit');
    const dialog = await dialogNamed('Edit key');
    await paste(dialog, 'API key', fieldsOf('openrouter', 'wrong').apiKey ?? '');
    await press(dialog, 'Check and replace');
    await within(dialog).findByRole('alert');
    expect(await hintOf()).toBe(before);
    await user.clear(within(dialog).getByLabelText('API key'));
    await paste(dialog, 'API key', secret);
    await press(dialog, 'Check and replace');
    await dialogGone();
    await waitFor(async () => expect(await hintOf()).toContain(secret.slice(-4)));
  });
});

describe('the default', () => {
  it('that is disabled asks which is next, and nothing takes its place silently', async () => {
    await save('openrouter', 'First');
    await save('openrouter', 'Second');
    await openPage();
    await press(await keyNamed('OpenRouter', 'First'), 'Disable');
    const dialog = await dialogNamed('Disable the default key');
    await user.click(within(dialog).getByLabelText(/None/));
    await press(dialog, 'Disable');
    await dialogGone();
    const first = await keyNamed('OpenRouter', 'First');
    await within(first).findByText('Disabled');
    expect(within(card('OpenRouter')).queryByText('Default')).toBeNull();
    const second = await keyNamed('OpenRouter', 'Second');
    await press(second, 'Make default');
    await within(second).findByText('Default');
    await press(first, 'Enable');
    await within(first).findByRole('button', { name: 'Disable' });
  });

  it('that is removed goes to the one that was chosen', async () => {
    await save('openrouter', 'First');
    await save('openrouter', 'Second');
    await openPage();
    await press(await keyNamed('OpenRouter', 'First'), 'Remove');
    const dialog = await dialogNamed('Remove the default key');
    await press(dialog, 'Remove');
    await dialogGone();
    await within(await keyNamed('OpenRouter', 'Second')).findByText('Default');
  });
});

describe('a removed key', () => {
  it('can come back, and is history otherwise', async () => {
    const id = await save('openrouter', 'Home');
    await openPage();
    await press(await keyNamed('OpenRouter', 'Home'), 'Remove');
    const undo = await within(card('OpenRouter')).findByRole('button', { name: 'Undo' });
    await waitFor(() => expect(document.activeElement).toBe(undo));
    expect(countKeys('OpenRouter')).toBe(0);
    await user.click(undo);
    const item = await keyNamed('OpenRouter', 'Home');
    expect(within(item).getByText('Default')).toBeTruthy();

    await press(item, 'Remove');
    await within(card('OpenRouter')).findByRole('button', { name: 'Undo' });
    vi.useFakeTimers({ now: Date.now() + UNDO_MS, toFake: ['Date'] });
    await ask(vaultLock, {});
    await waitFor(() => expect(screen.getByText('Unlock Firekeep')).toBeTruthy());
    await paste(document.body, 'Passphrase', PASSPHRASE);
    await user.keyboard('{Enter}');
    await screen.findByText('Removed keys (1)');
    expect(within(card('OpenRouter')).queryByRole('button', { name: 'Undo' })).toBeNull();
    const row = await openDb().keys.where('id').equals(id).first();
    await waitFor(async () => expect((await openDb().keys.get(row?.n ?? 0))?.secret).toBeNull());
  });
});

describe('what a key paid for', () => {
  it('stands in its row, and in the history once it is removed; an unknown price is no $0', async () => {
    const [home, old, odd] = [
      await save('openrouter', 'Home'),
      await save('groq', 'Old'),
      await save('mistral', 'Odd'),
    ];
    await book(
      entryOf({ keyId: home, usd: '0.25' }),
      entryOf({ keyId: home, usd: '0.5', calls: 2 }),
      entryOf({ keyId: old, provider: 'groq', usd: '1.5', atMs: daysAgo(400) }),
      entryOf({ keyId: old, provider: 'groq', usd: undefined, how: 'unknown' }),
      entryOf({ keyId: odd, provider: 'mistral', usd: undefined, how: 'unknown' }),
    );
    await ask(keysRemove, { id: old });
    await ask(keysRemove, { id: odd });
    vi.useFakeTimers({ now: Date.now() + UNDO_MS, toFake: ['Date'] });
    await openPage();
    await within(await keyNamed('OpenRouter', 'Home')).findByText('3 calls and $0.75 this month');
    await user.click(await screen.findByText('Removed keys (2)'));
    await screen.findByText('2 calls, $1.50 and 1 of unknown price');
    screen.getByText('1 call without a known price');
  });
});

describe('the secret', () => {
  const reveal = async (button: 'Reveal' | 'Copy', title: string) => {
    await save('openrouter', 'Home', { fields: good });
    await openPage();
    await press(await keyNamed('OpenRouter', 'Home'), button);
    const dialog = await dialogNamed(title);
    expect(document.body.textContent).not.toContain(secret);
    await paste(dialog, 'Passphrase', 'not that one');
    await press(dialog, button);
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Wrong passphrase');
    await waitFor(() => {
      const again = within(dialog).getByRole('button', { name: button });
      expect([again.hasAttribute('aria-busy'), again.hasAttribute('disabled')]).toEqual([false, false]);
    });
    await user.clear(within(dialog).getByLabelText('Passphrase'));
    await paste(dialog, 'Passphrase', PASSPHRASE);
    await press(dialog, button);
  };

  it('is shown after the passphrase, and hidden again after half a minute', async () => {
    await reveal('Reveal', 'Reveal secret');
    await screen.findByText(secret);
    vi.useFakeTimers({ now: Date.now() + 30_001, toFake: ['Date'] });
    await dialogGone();
    expect(document.body.textContent).not.toContain(secret);
  });

  it('is hidden by a lock', async () => {
    await reveal('Reveal', 'Reveal secret');
    await screen.findByText(secret);
    await ask(vaultLock, {});
    await waitFor(() => expect(document.body.textContent).not.toContain(secret));
  });

  it('is copied after the passphrase, never shown, and the clipboard can be cleared', async () => {
    await reveal('Copy', 'Copy secret');
    await dialogGone();
    expect(await navigator.clipboard.readText()).toBe(secret);
    expect(document.body.textContent).not.toContain(secret);
    const item = await keyNamed('OpenRouter', 'Home');
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    await press(item, 'Clear clipboard');
    expect(write.mock.calls).toEqual([['']]);
    await waitFor(() => expect(within(item).queryByRole('button', { name: 'Clear clipboard' })).toBeNull());
  });

  it('that the browser will not take to the clipboard at once waits for one more press', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('no gesture'));
    await reveal('Copy', 'Copy secret');
    const again = await screen.findByRole('button', { name: 'Copy API key' });
    write.mockRestore();
    await user.click(again);
    await dialogGone();
    expect(await navigator.clipboard.readText()).toBe(secret);
  });
});

it('a dialog whose key went away in another page closes, and does not come back with it', async () => {
  const id = await save('openrouter', 'Home');
  await openPage();
  await press(await keyNamed('OpenRouter', 'Home'), 'Edit');
  await dialogNamed('Edit key');
  await ask(keysRemove, { id });
  await dialogGone();
  await user.click(await within(card('OpenRouter')).findByRole('button', { name: 'Undo' }));
  await keyNamed('OpenRouter', 'Home');
  expect(findDialog()).toBeNull();
});
