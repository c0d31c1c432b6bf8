// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { App } from '../../../components/app/App';
import { FormStore } from '../../../components/studio/form';
import { NO_CHOICES } from '../../../components/studio/nothing';
import { readDraft } from '../../../components/studio/stored';
import { Workbench } from '../../../components/studio/Workbench';
import { jobHandlers } from '../../../entrypoints/background/handlers/jobs';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { openDb } from '../../../lib/db/open';
import { ask } from '../../../lib/messages/client';
import { vaultCreate, vaultLock } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { sendAs, setStage } from '../stage';
import { listWith, modelOf, payerWith, user } from './stage';

// As different for each passphrase and salt as Argon2, and done at once: it is measured elsewhere.
vi.mock('../../../lib/seal/argon2', () => ({
  deriveKek: async (passphrase: string, kdf: { salt: string }) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([passphrase, kdf.salt]))),
    ),
}));

setStage([...vaultHandlers, ...jobHandlers]);

const PASSPHRASE = 'bread copy dignity denial budget agree';
const lists = [listWith([modelOf('acme/talker')])];
const payers = [payerWith()];
const refreshing = { busy: new Set<string>(), problems: new Map(), refresh: () => {} };

/** As the panel has it: what the page itself remembers goes with the lock. */
function Tab() {
  const [store] = useState(() => new FormStore('text'));
  const rest = { lists, payers, refreshing, choices: NO_CHOICES, onMake3d: async () => {} };
  return <Workbench make="text" store={store} {...rest} />;
}

const area = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });

it('what was half written is sealed, and there again after a lock', async () => {
  const locks = { request: async (_name: string, work: () => unknown) => work() };
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
  await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
  sendAs('popup');
  render(
    <App surface="popup">
      <Tab />
    </App>,
  );
  await user.type(await area(), 'a half-written question');
  dispatchEvent(new Event('pagehide'));
  await waitFor(async () => expect((await readDraft('text'))?.prompt).toBe('a half-written question'));
  await ask(vaultLock, {});
  await screen.findByRole('heading', { name: 'Unlock Firekeep' });
  expect(document.body.innerHTML).not.toContain('half-written');
  for (const { sealed } of await openDb().settings.toArray())
    expect(new TextDecoder().decode(sealed)).not.toContain('half-written');
  await user.type(screen.getByLabelText('Passphrase'), `${PASSPHRASE}{Enter}`);
  await waitFor(async () => expect((await area()).value).toBe('a half-written question'));
});
