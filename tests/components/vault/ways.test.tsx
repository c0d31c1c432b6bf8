// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../components/app/App';
import { SecurityPage } from '../../../components/vault/SecurityPage';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultAddWay, vaultCreate, vaultLock, vaultState } from '../../../lib/messages/vault';
import { newSalt } from '../../../lib/seal/kdf';
import { kekOf, prepareUnlocker, prove } from '../../../lib/seal/prove';
import { findEntropy } from '../../../lib/unlockers/words';
import { setStage } from '../stage';

/** What is typed is what counts here, not what stretching it costs. */
vi.mock('../../../lib/seal/argon2', () => ({
  deriveKek: async (passphrase: string, { salt }: { readonly salt: string }) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt} ${passphrase}`))),
}));

setStage();

const PASSPHRASE = 'bread copy dignity denial budget agree';
const NEXT = 'slogan hour garden control model juice';
const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

beforeEach(async () => {
  await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
});

const proofOf = async (passphrase = PASSPHRASE) => {
  const { unlockers } = await ask(vaultState, {});
  const unlocker = unlockers.find((way) => way.kind === 'passphrase');
  if (!unlocker) throw new Error('no passphrase');
  return prove(passphrase, unlocker);
};
const addWords = async () => {
  const entropy = await findEntropy(WORDS.split(' '));
  if (!entropy) throw new Error('no words');
  const salt = newSalt();
  const way = { kind: 'words', salt, kek: await kekOf(entropy, { kind: 'words', salt }) } as const;
  await ask(vaultAddWay, { proof: await proofOf(), way });
};
const addPasskey = async (name: string) => {
  const salt = newSalt();
  const kek = await kekOf(new Uint8Array(32).fill(1), { kind: 'passkey', salt });
  const way = { kind: 'passkey', salt, kek, credential: 'AAAABBBB', name } as const;
  await ask(vaultAddWay, { proof: await proofOf(), way });
};
const kinds = async () => (await ask(vaultState, {})).unlockers.map(({ kind }) => kind).sort();

const show = (inside = <h1>Inside</h1>, surface: 'options' | 'popup' = 'options') =>
  render(<App surface={surface}>{inside}</App>);
const press = async (name: string, place = screen as Pick<typeof screen, 'findByRole'>) =>
  userEvent.click(await place.findByRole('button', { name }));

const proveIn = async (dialog: HTMLElement, button: string) => {
  await userEvent.type(within(dialog).getByLabelText('Passphrase'), PASSPHRASE);
  await press(button, within(dialog));
};

describe('making recovery words', () => {
  const begin = async () => {
    show(<SecurityPage />);
    await press('Make recovery words');
    const dialog = await screen.findByRole('dialog', { name: 'Make recovery words' });
    await proveIn(dialog, 'Show the words');
    const list = await within(dialog).findByRole('list', { name: 'Recovery words' });
    const paper = [...list.children].map((word) => word.textContent ?? '');
    await press('I wrote them down', within(dialog));
    return { dialog, paper };
  };
  const fill = async (dialog: HTMLElement, wordAt: (place: number) => string) => {
    const fields = within(dialog).getAllByRole('textbox');
    expect(fields).toHaveLength(3);
    for (const field of fields) {
      const place = Number(field.getAttribute('name'));
      await userEvent.clear(field);
      await userEvent.type(field, wordAt(place));
    }
    await press('Keep these words', within(dialog));
  };

  it('shows twelve once, asks three back by their place, and only then keeps them', async () => {
    const { dialog, paper } = await begin();
    expect(paper).toHaveLength(12);
    expect(await findEntropy(paper)).toBeDefined();
    expect(within(dialog).queryByRole('list', { name: 'Recovery words' })).toBeNull();
    expect(await kinds()).toEqual(['passphrase']);
    await fill(dialog, () => 'zebra');
    expect(within(dialog).getAllByText(/^This is not word \d+\./)).not.toHaveLength(0);
    expect(await kinds()).toEqual(['passphrase']);
    await fill(dialog, (place) => ` ${(paper[place] ?? '').toUpperCase()} `);
    expect((await screen.findByText('Recovery words kept')).closest('[role="status"]')).not.toBeNull();
    expect(await kinds()).toEqual(['passphrase', 'words']);
    expect(screen.queryByRole('dialog')).toBeNull();
    // Its button went with the row: whoever uses no mouse is still there, where the row now offers something else.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Replace' })));
  });

  it('has no button to copy them, and one to look again', async () => {
    const { dialog, paper } = await begin();
    expect(screen.queryByRole('button', { name: /copy/i })).toBeNull();
    await press('Show the words again', within(dialog));
    const list = await within(dialog).findByRole('list', { name: 'Recovery words' });
    expect([...list.children].map((word) => word.textContent)).toEqual(paper);
  });

  it('tells a wrong passphrase before any word is shown', async () => {
    show(<SecurityPage />);
    await press('Make recovery words');
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Passphrase'), 'wrong{Enter}');
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Wrong passphrase');
    expect(within(dialog).queryByRole('list')).toBeNull();
  });
});

describe('the locked screen', () => {
  it('offers nothing else where there is nothing else', async () => {
    await ask(vaultLock, {});
    show();
    await screen.findByRole('heading', { name: 'Unlock Firekeep' });
    await waitFor(() =>
      expect(screen.getAllByRole('button').map((button) => button.textContent)).toContain('Unlock'),
    );
    expect(screen.queryByRole('button', { name: /recovery words|passkey/ })).toBeNull();
  });

  it('sends the popup to the options page for a passkey: its prompt would close the popup', async () => {
    await addPasskey('Laptop');
    await ask(vaultLock, {});
    show(undefined, 'popup');
    const link = await screen.findByRole('link', { name: 'Unlock with a passkey' });
    expect(link.getAttribute('href')).toContain('options.html');
  });

  it('says so when the record of the passphrase is damaged, and the words set a new one', async () => {
    await addWords();
    await ask(vaultLock, {});
    await openDb()
      .unlockers.filter(({ kind }) => kind === 'passphrase')
      .modify((row, ref) => {
        ref.value = { ...row, iv: new Uint8Array(12) };
      });
    show();
    await screen.findByRole('button', { name: 'Use recovery words' });
    await userEvent.type(screen.getByLabelText('Passphrase'), `${PASSPHRASE}{Enter}`);
    expect((await screen.findByRole('alert')).textContent).toContain('The passphrase cannot be used');
  });
});

describe('recovery words that are typed', () => {
  const begin = async () => {
    await addWords();
    await act(() => ask(vaultLock, {}));
    show();
    await press('Use recovery words');
    return screen.findByLabelText('Recovery words');
  };
  const tryWords = async (field: HTMLElement, typed: string) => {
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste(typed);
    await press('Next');
  };
  const swapped = WORDS.replace('year wave', 'wave year');

  it.each([
    ['nothing', ' ', 'No words yet'],
    ['eleven', WORDS.slice('legal '.length), 'There must be twelve words'],
    ['one that is not on the list', WORDS.replace('sausage', 'cheese'), 'Word 6 is wrong'],
    ['one that is on no list', WORDS.replace('sausage', 'wurst'), 'Word 6 is not on the list'],
    ['two that changed places', swapped, 'Words 4 and 5 have changed places'],
    ['another order', WORDS.split(' ').reverse().join(' '), 'These words do not belong together'],
    ['those of another vault', `${'abandon '.repeat(11)}about`, 'These words do not open this vault'],
  ])('%s', async (_what, typed, said) => {
    await tryWords(await begin(), typed);
    expect((await screen.findByRole('alert')).textContent).toContain(said);
    expect(screen.queryByLabelText('New passphrase')).toBeNull();
  });

  it('rightly, ask for a new passphrase, which opens the vault from then on', async () => {
    const field = await begin();
    expect([field.getAttribute('autocomplete'), field.getAttribute('spellcheck')]).toEqual(['off', 'false']);
    await tryWords(field, WORDS.toUpperCase());
    await userEvent.type(await screen.findByLabelText('New passphrase'), NEXT);
    await userEvent.type(screen.getByLabelText('Repeat new passphrase'), NEXT);
    await press('Set passphrase and unlock');
    await screen.findByRole('heading', { name: 'Inside' });
    await act(() => ask(vaultLock, {}));
    await userEvent.type(await screen.findByLabelText('Passphrase'), `${NEXT}{Enter}`);
    await screen.findByRole('heading', { name: 'Inside' });
  });

  it('are left again without a trace', async () => {
    await begin();
    await press('Back to the passphrase');
    await screen.findByLabelText('Passphrase');
    expect(screen.queryByLabelText('Recovery words')).toBeNull();
  });
});

describe('what is kept', () => {
  it('is listed by name, and removed with the passphrase', async () => {
    await addWords();
    await addPasskey('Laptop');
    show(<SecurityPage />);
    await press('Remove Laptop');
    const dialog = await screen.findByRole('dialog', { name: 'Remove the passkey “Laptop”?' });
    await proveIn(dialog, 'Remove');
    await waitFor(async () => expect(await kinds()).toEqual(['passphrase', 'words']));
    await waitFor(() => expect(screen.queryByText('Laptop')).toBeNull());
    expect(document.activeElement?.textContent).toBe('Add a passkey');
  });

  it('in Firefox says why there is no passkey', async () => {
    vi.stubEnv('FIREFOX', 'true');
    show(<SecurityPage />);
    expect(
      await screen.findByText(/^Not available in Firefox\..*owner could then ask for the same secret/),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
    vi.unstubAllEnvs();
  });
});
