// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId } from '../../../lib/core/ids';
import { readSetting } from '../../../lib/db/settings';
import { NEXT_KEY, nextKeySchema } from '../../../lib/messages/next-key';
import { requireOpen } from '../../../lib/vault/session';
import { keyNamed, openPage, save, setKeysStage, user } from './stage';

setKeysStage();

const LABEL = 'Use my next key automatically';
const kept = async () => (await readSetting(await requireOpen(), NEXT_KEY, nextKeySchema)).value;

/** By its text: asking for the label of everything on this long page takes seconds. */
async function findBox(): Promise<HTMLInputElement> {
  const label = await screen.findByText(LABEL, { selector: 'label' });
  return label.querySelector('input') ?? expect.fail('a label without a box');
}
const isOn = async () => (await findBox()).checked;

it('is asked only of whoever has a second key of a service that makes something', async () => {
  await save('openrouter', 'First');
  for (const name of ['Mail', 'More mail'])
    await save('resend', name, { fields: { apiKey: `re_${newId()}` } });
  await openPage();
  await keyNamed('OpenRouter', 'First');
  await keyNamed('Resend', 'More mail');
  expect(screen.queryByText(LABEL)).toBeNull();
  await save('openrouter', 'Second');
  await keyNamed('OpenRouter', 'Second');
  expect(await isOn()).toBe(false);
});

it('is off at first, says what it means, and is kept sealed', async () => {
  await save('openrouter', 'First');
  await save('openrouter', 'Second');
  await openPage();
  expect(await isOn()).toBe(false);
  expect(await kept()).toBeUndefined();
  const box = await findBox();
  const help = document.getElementById(box.getAttribute('aria-describedby') ?? '');
  expect(help?.textContent).toContain('provably charged nothing');
  await user.click(box);
  await waitFor(async () => expect(await isOn()).toBe(true));
  expect(await kept()).toEqual({ isOn: true });
  await user.click(box);
  await waitFor(async () => expect(await isOn()).toBe(false));
  expect(await kept()).toEqual({ isOn: false });
});

it('that cannot be kept says so, and stays as it was', async () => {
  await save('openrouter', 'First');
  await save('openrouter', 'Second');
  await openPage();
  const box = await findBox();
  const refused = { ok: false, problem: { code: 'storage-full' } };
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(refused as never);
  await user.click(box);
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(await isOn()).toBe(false);
});
