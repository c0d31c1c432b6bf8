// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
// Loaded when it is first opened, which takes longer than a test waits on a busy machine.
import '../../../components/keys/import/ImportDialog';
import { readKeys } from '../../../lib/keys/reads';
import {
  dialogGone,
  dialogNamed,
  fieldsOf,
  heard,
  hosts,
  keyNamed,
  network,
  openPage,
  press,
  save,
  setKeysStage,
  user,
} from './stage';

setKeysStage();

const secretOf = (id: string, name: string) => fieldsOf(id, name).apiKey ?? '';
const openImport = async () => {
  await user.click(screen.getByText('Import keys', { selector: 'button' }));
  return dialogNamed('Import keys');
};
const pasteText = async (dialog: HTMLElement, text: string) => {
  await user.click(within(dialog).getByLabelText('Keys'));
  await user.paste(text);
  await within(dialog).findByText(/found/);
};
const rowWith = (dialog: HTMLElement, text: string): HTMLElement => {
  const row = within(dialog).getByText(text, { selector: 'span' }).closest('li');
  if (!row) throw new Error(`no row: ${text}`);
  return row;
};

describe('importing keys', () => {
  const twilio = () => fieldsOf('twilio', 'good');
  const file = () => `# my keys
export OPENROUTER_API_KEY="${secretOf('openrouter', 'good')}"
GROQ_API_KEY=${secretOf('groq', 'wrong')}
TWILIO_ACCOUNT_SID=${twilio().accountSid}
TWILIO_AUTH_TOKEN=${twilio().authToken}
SOMETHING=${secretOf('mistral', 'good')}
AWS_SECRET_ACCESS_KEY=${fieldsOf('aws', 'good').secretAccessKey}
`;

  it('shows what was found, asks nobody and saves nothing before somebody says so', async () => {
    await openPage();
    const dialog = await openImport();
    await pasteText(dialog, file());
    expect(
      within(dialog).getByText('5 keys found: 3 new, 1 to be told apart, and 1 not complete.'),
    ).toBeTruthy();
    expect(rowWith(dialog, 'AWS S3').textContent).toContain('Without Access key ID');
    expect(heard).toEqual([]);
    expect((await readKeys()).keys).toEqual([]);
    // Nothing of a secret but its masked end stands on the screen, and nothing stands in a field.
    for (const secret of [
      secretOf('openrouter', 'good'),
      secretOf('mistral', 'good'),
      twilio().authToken ?? '',
    ])
      expect(document.documentElement.outerHTML).not.toContain(secret);
    for (const field of document.querySelectorAll('textarea')) expect(field.value).toBe('');
  });

  it('checks all with one question to the browser, leaves out what is rejected, and saves the rest', async () => {
    await openPage();
    const dialog = await openImport();
    await pasteText(dialog, file());
    await user.selectOptions(within(dialog).getByLabelText('Service'), 'Mistral');
    await press(dialog, 'Check all');
    expect(hosts.request).toHaveBeenCalledTimes(1);
    expect(hosts.request.mock.calls[0]?.[0].origins).toEqual(
      expect.arrayContaining([
        'https://openrouter.ai/*',
        'https://api.mistral.ai/*',
        'https://api.twilio.com/*',
      ]),
    );
    await waitFor(() => expect(within(rowWith(dialog, 'Groq')).getByText('rejected')).toBeTruthy());
    await waitFor(() => expect(within(dialog).getAllByText('works')).toHaveLength(3));
    expect((await readKeys()).keys).toEqual([]);
    await press(dialog, 'Save 3 keys');
    await within(dialog).findByText('3 keys were saved.');
    await press(dialog, 'Done');
    await dialogGone();
    const { keys } = await readKeys();
    expect(keys.map(({ provider, name }) => `${provider} ${name}`).sort()).toEqual([
      'mistral SOMETHING',
      'openrouter OPENROUTER_API_KEY',
      'twilio TWILIO_AUTH_TOKEN',
    ]);
    expect(within(await keyNamed('Twilio', 'TWILIO_AUTH_TOKEN')).getByText('works')).toBeTruthy();
  });

  it('says which are here already, and offers to save them not again', async () => {
    const fields = { apiKey: secretOf('groq', 'good') };
    await save('groq', 'At work', { fields });
    await openPage();
    const dialog = await openImport();
    await pasteText(dialog, `GROQ_API_KEY=${fields.apiKey}`);
    expect(within(dialog).getByText('Saved as “At work”')).toBeTruthy();
    expect(within(dialog).queryByRole('checkbox')).toBeNull();
    expect(within(dialog).getByText('Save 0 keys').closest('button')?.disabled).toBe(true);
  });

  it('saves unchecked keys as what they are, when the browser forbids to ask', async () => {
    hosts.isGranted = false;
    await openPage();
    const dialog = await openImport();
    await pasteText(dialog, `GROQ_API_KEY=${secretOf('groq', 'good')}`);
    await press(dialog, 'Check all');
    await within(dialog).findByText(/1 key was not checked/);
    await press(dialog, 'Save 1 key');
    await within(dialog).findByText('1 key was saved.');
    expect(heard).toEqual([]);
    expect((await readKeys()).keys.map(({ report }) => report.verdict)).toEqual(['not-checked']);
  });

  it('a closed dialog forgets all, calls its checks back, and begins anew', async () => {
    await openPage();
    const dialog = await openImport();
    await pasteText(dialog, `GROQ_API_KEY=${secretOf('groq', 'good')}`);
    let answer = () => {};
    const asked = new Promise<void>((isAsked) => {
      network.before = () =>
        new Promise((resolve) => {
          answer = resolve;
          isAsked();
        });
    });
    await press(dialog, 'Check all');
    await asked;
    await press(dialog, 'Cancel');
    await dialogGone();
    answer();
    const again = await openImport();
    expect(within(again).queryByText(/found/)).toBeNull();
    expect((await readKeys()).keys).toEqual([]);
  });

  it('takes a file, and text that was typed, which leaves the field at once', async () => {
    await openPage();
    const dialog = await openImport();
    const json = JSON.stringify({ groq: { apiKey: secretOf('groq', 'good') } });
    await user.upload(within(dialog).getByLabelText('Choose a file'), new File([json], 'keys.json'));
    await within(dialog).findByText('1 key found.');
    await press(dialog, 'Read something else');
    const field = within(dialog).getByLabelText<HTMLTextAreaElement>('Keys');
    await user.type(field, 'nothing at all');
    await press(dialog, 'Read');
    await within(dialog).findByText(/No keys were found/);
    expect(field.value).toBe('');
    expect(field.getAttribute('autocomplete')).toBe('off');
    expect(field.getAttribute('spellcheck')).toBe('false');
  });
});
