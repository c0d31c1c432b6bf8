// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { readKeys } from '../../../lib/keys/reads';
import { ask } from '../../../lib/messages/client';
import { vaultLock } from '../../../lib/messages/vault';
import { allGuides } from '../../../lib/providers/guides';
import {
  card,
  countKeys,
  dialogGone,
  dialogNamed,
  fieldsOf,
  heard,
  hosts,
  keyNamed,
  openAdd,
  openPage,
  paste,
  press,
  save,
  setKeysStage,
  user,
} from './stage';

setKeysStage();

const secretOf = (id: string, name: string) => fieldsOf(id, name).apiKey ?? '';

describe('adding a key', () => {
  it('checks it, saves it and shows it with its verdict, alone in its element', async () => {
    await openPage();
    expect(within(card('OpenRouter')).getByText('API key required')).toBeTruthy();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'good'));
    await user.type(within(dialog).getByLabelText('Name'), 'Home');
    await user.selectOptions(within(dialog).getByLabelText('Environment'), 'Test');
    await press(dialog, 'Check and save');
    await dialogGone();
    const item = await keyNamed('OpenRouter', 'Home');
    expect(within(item).getByText('works').textContent).toBe('works');
    expect(within(item).getByText('Test')).toBeTruthy();
    expect(within(item).getByText('Default')).toBeTruthy();
    expect(within(item).getByText('$12.50')).toBeTruthy();
    expect(item.textContent).toContain(`sk-or-v1-…${secretOf('openrouter', 'good').slice(-4)}`);
    expect(within(card('OpenRouter')).getByText('Connected')).toBeTruthy();
  });

  it('begins with how one gets a key, and where', async () => {
    await openPage();
    for (const name of ['OpenRouter', 'Twilio', 'Google Analytics 4']) {
      const guide = allGuides.find((entry) => entry.name === name);
      const dialog = await openAdd(name);
      const steps = [...dialog.querySelectorAll('aside ol > li')].map((step) => step.textContent);
      expect(steps).toEqual(guide?.steps);
      expect([...dialog.querySelectorAll('aside a')].map((link) => link.getAttribute('href'))).toContain(
        guide?.keyPage,
      );
      await press(dialog, 'Cancel');
      await dialogGone();
    }
  });

  it('asks the browser for its hosts before anything else, and sends nothing when that is denied', async () => {
    hosts.isGranted = false;
    await openPage();
    const dialog = await openAdd('Groq');
    await paste(dialog, 'API key', secretOf('groq', 'good'));
    await press(dialog, 'Check and save');
    expect(hosts.request).toHaveBeenCalledWith({ origins: ['https://api.groq.com/*'] });
    const alert = await within(dialog).findByRole('alert');
    expect(alert.textContent).toContain('api.groq.com');
    await press(dialog, 'Save anyway');
    await dialogGone();
    expect(heard).toEqual([]);
    const item = await keyNamed('Groq', /^gsk_/);
    expect(within(item).getByText('not checked yet')).toBeTruthy();

    hosts.isGranted = true;
    await press(item, 'Allow');
    await within(item).findByText('works');
    expect(heard).toEqual(['api.groq.com/openai/v1/models']);
  });

  it('that is rejected says why and stays open; saved anyway it is marked, and no default', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'wrong'));
    await press(dialog, 'Check and save');
    const alert = await within(dialog).findByRole('alert');
    expect(alert.textContent).toMatch(/OpenRouter rejects this key.*mistyped/);
    expect((await readKeys()).keys).toEqual([]);
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toBeTruthy();
    await press(dialog, 'Save anyway');
    await dialogGone();
    const item = await keyNamed('OpenRouter', /^sk-or-v1-/);
    expect(within(item).getByText('rejected')).toBeTruthy();
    expect(within(item).queryByText('Default')).toBeNull();
  });

  it('a report about one secret does not save another', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'wrong'));
    await press(dialog, 'Check and save');
    await within(dialog).findByRole('alert');
    await user.type(within(dialog).getByLabelText('API key'), '0');
    expect(within(dialog).queryByRole('alert')).toBeNull();
    expect(within(dialog).queryByRole('button', { name: 'Save anyway' })).toBeNull();
  });

  it('pressed twice is sent once', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'good'));
    await user.dblClick(within(dialog).getByRole('button', { name: 'Check and save' }));
    await dialogGone();
    expect((await readKeys()).keys).toHaveLength(1);
    expect(heard.filter((call) => call.endsWith('/key'))).toHaveLength(1);
  });

  it('that is here already is refused, with where it is', async () => {
    await save('openrouter', 'First one', { fields: fieldsOf('openrouter', 'good') });
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'good'));
    await press(dialog, 'Check and save');
    const alert = await within(dialog).findByRole('alert');
    expect(alert.textContent).toMatch(/OpenRouter.*First one/);
  });

  it('an empty field says so, has the focus, and nothing is asked', async () => {
    await openPage();
    const dialog = await openAdd('Twilio');
    await paste(dialog, 'Account SID', `AC${'0'.repeat(32)}`);
    await press(dialog, 'Check and save');
    const field = within(dialog).getByLabelText('Auth Token');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(hosts.request).not.toHaveBeenCalled();
  });
});

describe('what was pasted', () => {
  it('is cleaned as it goes in', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', `export OPENROUTER_API_KEY="${secretOf('openrouter', 'good')}"\n`);
    expect(within(dialog).getByLabelText<HTMLInputElement>('API key').value).toBe(
      secretOf('openrouter', 'good'),
    );
  });

  it('fills all the fields that it names', async () => {
    await openPage();
    const dialog = await openAdd('Cloudinary');
    await paste(dialog, 'API key', 'cloudinary://123456789012345:abcdefghijklmnopqrstuvwxyz1@my-cloud');
    const read = (label: string) => within(dialog).getByLabelText<HTMLInputElement>(label).value;
    expect([read('Cloud name'), read('API key'), read('API secret')]).toEqual([
      'my-cloud',
      '123456789012345',
      'abcdefghijklmnopqrstuvwxyz1',
    ]);
  });

  it('and plainly belongs to another provider goes there, and nowhere else', async () => {
    await openPage();
    const dialog = await openAdd('OpenAI');
    const secret = secretOf('anthropic', 'good');
    await paste(dialog, 'API key', secret);
    expect(within(dialog).getByText('This is a key of Anthropic, not of OpenAI.')).toBeTruthy();
    await press(dialog, 'Check and save');
    await within(dialog).findByRole('alert');
    expect(heard).toEqual([]);
    expect(hosts.request).not.toHaveBeenCalled();
    await press(dialog, 'Go to Anthropic');
    const other = await dialogNamed('Add Anthropic key');
    expect(within(other).getByLabelText<HTMLInputElement>('API key').value).toBe(secret);
    await press(other, 'Check and save');
    await dialogGone();
    expect(heard.every((call) => call.startsWith('api.anthropic.com'))).toBe(true);
    await waitFor(() => expect(countKeys('Anthropic')).toBe(1));
  });

  it('and looks unknown is remarked upon, and checked all the same', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', 'something-quite-new-0123456789');
    expect(within(dialog).getByText(/does not look like/)).toBeTruthy();
    await press(dialog, 'Check and save');
    await within(dialog).findByRole('alert');
    expect(heard).toContain('openrouter.ai/api/v1/key');
  });
});

describe('another region', () => {
  it('is offered when a key is rejected, and only tried when asked', async () => {
    await openPage();
    const dialog = await openAdd('SendGrid');
    await paste(dialog, 'API key', `SG.${'a'.repeat(22)}.${'b'.repeat(43)}`);
    await press(dialog, 'Check and save');
    await within(dialog).findByRole('alert');
    expect(new Set(heard.map((call) => call.split('/')[0]))).toEqual(new Set(['api.sendgrid.com']));
    await press(dialog, 'Check with European Union');
    await waitFor(() => expect(heard.some((call) => call.startsWith('api.eu.sendgrid.com'))).toBe(true));
  });
});

describe('a secret does not outlive its dialog', () => {
  it('closed, the field is empty', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'good'));
    const field = within(dialog).getByLabelText<HTMLInputElement>('API key');
    await press(dialog, 'Cancel');
    expect(field.value).toBe('');
    expect(document.body.innerHTML).not.toContain(secretOf('openrouter', 'good'));
  });

  it('a lock closes it', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'good'));
    const field = within(dialog).getByLabelText<HTMLInputElement>('API key');
    await ask(vaultLock, {});
    await dialogGone();
    expect(field.value).toBe('');
  });

  it('is never in the document, neither as text nor as an attribute', async () => {
    await openPage();
    const dialog = await openAdd('OpenRouter');
    await paste(dialog, 'API key', secretOf('openrouter', 'wrong'));
    await press(dialog, 'Check and save');
    await within(dialog).findByRole('alert');
    expect(document.documentElement.outerHTML).not.toContain(secretOf('openrouter', 'wrong'));
  });
});
