// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
// Loaded when they are first opened, which takes longer than a test waits on a busy machine.
import '../../../components/keys/compare/ComparePage';
import '../../../components/keys/rotate/RotateDialog';
import { isDue } from '../../../components/keys/rotate/due';
import { readKeys } from '../../../lib/keys/reads';
import { ask } from '../../../lib/messages/client';
import { keysRotateAfter } from '../../../lib/messages/keys';
import {
  dialogGone,
  dialogNamed,
  fieldsOf,
  heard,
  keyNamed,
  openPage,
  paste,
  press,
  save,
  setKeysStage,
  user,
} from './stage';

setKeysStage();
beforeEach(() => {
  location.hash = '#/keys';
});

const open = async (provider: string, name: string) => {
  await press(await keyNamed(provider, name), 'Rotate');
  return dialogNamed(`Rotate “${name}”`);
};

describe('rotating a key', () => {
  it('pastes the new one, which takes over, and goes on from there after the window was closed', async () => {
    await save('groq', 'Old', { fields: { apiKey: fieldsOf('groq', 'restricted').apiKey ?? '' } });
    await openPage();
    const dialog = await open('Groq', 'Old');
    await paste(dialog, 'API key', fieldsOf('groq', 'good').apiKey ?? '');
    await user.clear(within(dialog).getByLabelText('Name'));
    await user.type(within(dialog).getByLabelText('Name'), 'New');
    await press(dialog, 'Check and use it');
    await within(dialog).findByText('I have revoked it');
    const { keys, defaults } = await readKeys();
    const next = keys.find((key) => key.name === 'New');
    expect(defaults.groq).toBe(next?.id);
    expect(keys.find((key) => key.name === 'Old')?.isEnabled).toBe(false);
    // No service of this kind revokes by itself: nothing is typed, and nothing is asked.
    expect(within(dialog).queryByText('Revoke for ever')).toBeNull();
    await press(dialog, 'Later');
    await dialogGone();
    await press(await keyNamed('Groq', 'Old'), 'Go on');
    const again = await dialogNamed('Rotate “Old”');
    await press(again, 'I have revoked it');
    await within(again).findByText('You said that it is revoked.');
    await press(again, 'Remove');
    await dialogGone();
    await waitFor(async () =>
      expect(
        (await readKeys()).keys.filter((key) => key.removedAtMs === null).map(({ name }) => name),
      ).toEqual(['New']),
    );
    expect(heard.every((call) => call.startsWith('api.groq.com'))).toBe(true);
  });

  it('does not let a key take over that no check found genuine', async () => {
    await save('groq', 'Old', { fields: { apiKey: fieldsOf('groq', 'good').apiKey ?? '' } });
    await openPage();
    const dialog = await open('Groq', 'Old');
    await paste(dialog, 'API key', fieldsOf('groq', 'wrong').apiKey ?? '');
    await press(dialog, 'Check and use it');
    await within(dialog).findByRole('alert');
    await press(dialog, 'Save anyway');
    await within(dialog).findByText(/takes over as soon as/);
    expect(within(dialog).queryByText('Use it from now on')).toBeNull();
    expect((await readKeys()).keys.find((key) => key.hint.startsWith('gsk_'))?.isEnabled).toBe(true);
  });

  it('asks for the name of the key before its service ends it', async () => {
    await save('groq', 'Elsewhere');
    const fields = { apiKey: fieldsOf('huggingface', 'good').apiKey ?? '' };
    await save('huggingface', 'Hub', { fields });
    await save('huggingface', 'Second', { fields: { apiKey: `hf_${'a'.repeat(34)}` } });
    await openPage();
    const dialog = await open('Hugging Face', 'Hub');
    await user.selectOptions(
      within(dialog).getByLabelText('Or use a key that is here already'),
      `Second, hf_…${'a'.repeat(4)}`,
    );
    await press(dialog, 'Use that one');
    const end = (await within(dialog).findByText('Revoke for ever')).closest('button');
    expect(end?.disabled).toBe(true);
    await user.type(within(dialog).getByLabelText('Type “Hub” to confirm'), 'Hu');
    expect(end?.disabled).toBe(true);
    await user.type(within(dialog).getByLabelText('Type “Hub” to confirm'), 'b');
    expect(end?.disabled).toBe(false);
    expect(heard.filter((call) => call.includes('revoke'))).toEqual([]);
  });
});

describe('the age of a secret', () => {
  const DAY_MS = 86_400_000;

  it('is worth a word after the days that were chosen, unless the key says otherwise', async () => {
    const id = await save('groq', 'Young');
    const key = (await readKeys()).keys.find((entry) => entry.id === id);
    if (!key) throw new Error('no key');
    const nowMs = Date.now();
    const old = { ...key, secretAtMs: nowMs - 91 * DAY_MS };
    expect(isDue(key, 90, nowMs)).toBe(false);
    expect(isDue(old, 90, nowMs)).toBe(true);
    for (const [record, after] of [
      [old, null],
      [old, undefined],
      [old, 100],
      [{ ...old, isReminderOff: true }, 90],
      [{ ...old, isEnabled: false }, 90],
      [{ ...old, removedAtMs: nowMs }, 90],
    ] as const)
      expect(isDue(record, after, nowMs)).toBe(false);
    // A record from before anybody counted is as old as itself.
    const { secretAtMs: _, ...before } = { ...old, addedAtMs: nowMs - 91 * DAY_MS };
    expect(isDue(before, 90, nowMs)).toBe(true);
  });

  it('is chosen on the page, and remembered', async () => {
    await save('groq', 'Any');
    await openPage();
    const choice = await screen.findByLabelText<HTMLSelectElement>('Remind me to rotate a key');
    expect(choice.value).toBe('90');
    await user.selectOptions(choice, 'Never');
    await waitFor(() => expect(choice.value).toBe('never'));
    await ask(keysRotateAfter, { days: 77 });
    await waitFor(() => expect(choice.selectedOptions[0]?.text).toBe('After 77 days'));
  });
});

describe('comparing services', () => {
  const names = () => [...document.querySelectorAll('tbody th a')].map((link) => link.textContent);

  it('shows all in a table that is sorted and narrowed by what one looks for', async () => {
    await save('groq', 'Mine');
    await openPage();
    expect(screen.getByText('Compare services').closest('a')?.getAttribute('href')).toBe('#/keys/compare');
    location.hash = '#/keys/compare';
    dispatchEvent(new HashChangeEvent('hashchange'));
    await screen.findByText('Compare services', { selector: 'h1' });
    expect(names()).toHaveLength(27);
    expect(names()).toEqual([...names()].sort((a, b) => (a ?? '').localeCompare(b ?? '')));
    await user.click(screen.getByText('Service', { selector: 'th button' }));
    expect(names()[0]).toBe('xAI');
    expect(document.querySelector('[aria-sort]')?.getAttribute('aria-sort')).toBe('descending');
    await user.type(screen.getByLabelText('Search services'), 'spending limit');
    expect(names()).toEqual(['OpenRouter']);
    await user.clear(screen.getByLabelText('Search services'));
    await user.selectOptions(screen.getByLabelText('Makes in Firekeep'), '3D');
    expect(names().length).toBeGreaterThan(2);
    await user.selectOptions(screen.getByLabelText('Category'), 'Payment');
    expect(screen.getByText('No service matches.')).toBeTruthy();
  });

  const openCompare = async () => {
    await openPage();
    location.hash = '#/keys/compare';
    dispatchEvent(new HashChangeEvent('hashchange'));
    await screen.findByText('Compare services', { selector: 'h1' });
  };
  const cells = (column: number) =>
    [...document.querySelectorAll('tbody tr')].map((row) => row.children[column]?.textContent ?? '');

  it.each([
    ['Free tier or trial', 4, /^(?!none|not known)/i],
    ['Key can be limited', 6, /^Yes/],
    ['Key can expire', 7, /^Yes/],
  ])('keeps only what is known to have: %s', async (label, column, says) => {
    await openCompare();
    const fitting = cells(column).filter((text) => says.test(text)).length;
    expect(fitting).toBeLessThan(27);
    await user.click(screen.getByLabelText(label));
    expect(names()).toHaveLength(fitting);
    expect(cells(column).filter((text) => !says.test(text))).toEqual([]);
  });

  it('has no order by price: what each says of it cannot be compared', async () => {
    await openCompare();
    expect(screen.getByText('Price', { selector: 'th' }).querySelector('button')).toBeNull();
  });
});
