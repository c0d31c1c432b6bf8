// @vitest-environment jsdom
/** From a key to its own budget and back to what it is, through session memory and never through an address. */
import 'fake-indexeddb/auto';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../components/app/App';
import { openOptionsAt } from '../../../components/app/target';
import { Budgets } from '../../../components/budgets/Budgets';
import { KeysPage } from '../../../components/keys/KeysPage';
import { budgetHandlers } from '../../../entrypoints/background/handlers/budgets';
import { keyHandlers } from '../../../entrypoints/background/handlers/keys';
import { settingHandlers } from '../../../entrypoints/background/handlers/settings';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import type { Budget } from '../../../lib/budgets/record';
import { putBudget, readBudgets } from '../../../lib/budgets/store';
import { newId } from '../../../lib/core/ids';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { requireOpen } from '../../../lib/vault/session';
import { setStage } from '../stage';
import { plantKey } from './planted';

setStage([...vaultHandlers, ...settingHandlers, ...keyHandlers, ...budgetHandlers]);

const user = userEvent.setup();
let keyId = '';

beforeEach(async () => {
  Element.prototype.scrollIntoView = () => {};
  fakeBrowser.runtime.openOptionsPage = vi.fn();
  await ask(vaultCreate, await prepareUnlocker('bread copy dignity denial budget agree'));
  keyId = await plantKey();
});

const put = async (over: Partial<Budget> = {}) =>
  putBudget(await requireOpen(), {
    period: 'month',
    unit: 'usd',
    limit: 5e8,
    isHard: true,
    keyId,
    provider: 'openrouter',
    ...over,
  });
const sendTo = (id: string) => openOptionsAt({ page: 'usage', provider: 'openrouter', keyId: id });
const show = () =>
  render(
    <App surface="options">
      <Budgets />
    </App>,
  );
/** Its text is all that a person sees of it; with every card on the page, roles take jsdom seconds. */
const linkOf = async (name: RegExp | string) => (await screen.findByText(name)).closest('a');

describe('somebody who is sent to a key’s budget', () => {
  it('writes a new one, with that key chosen, and is back at the button afterwards', async () => {
    await sendTo(keyId);
    show();
    const dialog = within(await screen.findByRole('dialog', { name: 'Add budget' }));
    const choice = dialog.getByLabelText<HTMLSelectElement>('For');
    expect(choice.selectedOptions[0]?.textContent).toBe('OpenRouter: Mine');
    await user.type(dialog.getByLabelText(/^At most/), '5');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(async () =>
      expect(await readBudgets(await requireOpen())).toMatchObject([{ keyId, provider: 'openrouter' }]),
    );
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Add budget'));
    expect(await fakeBrowser.storage.session.get('target')).toEqual({});
    expect(location.href).not.toContain(keyId);
  });

  it('finds the one that it has, also when it is another key’s that it followed', async () => {
    const nextId = newId();
    const oldId = await plantKey({ name: 'Old', isEnabled: false, rotation: { nextId, retiredAtMs: 1 } });
    await plantKey({ id: nextId, name: 'New' });
    await put();
    await put({ keyId: oldId });
    await sendTo(nextId);
    show();
    const edit = await screen.findByRole('button', { name: /^Edit the budget: OpenRouter: New, each month/ });
    await waitFor(() => expect(document.activeElement).toBe(edit));
    await user.click(edit);
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit budget' }));
    const choice = dialog.getByLabelText<HTMLSelectElement>('For');
    expect([choice.value, choice.selectedOptions[0]?.textContent]).toEqual([
      `key openrouter ${oldId}`,
      'OpenRouter: New',
    ]);
  });

  it('is sent by the page that is open, too', async () => {
    show();
    await screen.findByText('No budgets yet');
    await sendTo(keyId);
    expect(await screen.findByRole('dialog', { name: 'Add budget' })).toBeTruthy();
  });
});

describe('a key', () => {
  it('says what its budget is and leads there; one of a service that makes nothing has none', async () => {
    await plantKey({ name: 'Repo', provider: 'github' });
    render(
      <App surface="options">
        <KeysPage />
      </App>,
    );
    const link = await linkOf('Set a budget');
    expect(screen.getAllByText('Set a budget')).toHaveLength(1);
    expect(link?.getAttribute('href')).toMatch(/options\.html#\/usage$/);
    expect(document.getElementById(link?.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Mine');
    await put();
    expect(await linkOf('Budget: $5.00 each month')).toBe(link);
    await put({ unit: 'calls', limit: 3, period: 'day' });
    expect(await linkOf('2 budgets')).toBe(link);
    if (link) await user.click(link);
    await waitFor(async () =>
      expect((await fakeBrowser.storage.session.get('target')).target).toEqual({
        page: 'usage',
        provider: 'openrouter',
        keyId,
      }),
    );
  });
});
