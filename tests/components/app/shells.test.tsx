// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../components/app/App';
import { ErrorBoundary } from '../../../components/app/ErrorBoundary';
import { OptionsShell } from '../../../components/app/OptionsShell';
import { PanelShell } from '../../../components/app/PanelShell';
import { openOptionsAt } from '../../../components/app/target';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { setStage } from '../stage';

setStage();

beforeEach(async () => {
  location.hash = '';
  fakeBrowser.runtime.openOptionsPage = vi.fn(async () => undefined);
  await ask(vaultCreate, await prepareUnlocker('bread copy dignity denial budget agree'));
});

function Broken(): never {
  throw new Error('quotes sk-invented');
}

const showOptions = () =>
  render(
    <App surface="options">
      <OptionsShell />
    </App>,
  );

describe('the options page', () => {
  it('starts at Keys, and knows its pages by their addresses', async () => {
    showOptions();
    await screen.findByRole('heading', { level: 1, name: 'Keys' });
    expect(document.title).toBe('Keys · Firekeep');
    await userEvent.click(screen.getByRole('link', { name: 'Security' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Security' });
    expect(location.hash).toBe('#/security');
    expect(document.title).toBe('Security · Firekeep');
    expect(document.activeElement).toBe(heading);
    expect(screen.getByRole('link', { name: 'Security' }).getAttribute('aria-current')).toBe('page');
  });

  it('shows Keys for an address that nobody knows', async () => {
    location.hash = '#/nowhere';
    showOptions();
    await screen.findByRole('heading', { level: 1, name: 'Keys' });
  });

  it('links to no page that does not exist yet', async () => {
    showOptions();
    await screen.findByRole('navigation');
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(
      expect.arrayContaining(['Keys', 'Usage', 'Library', 'Activity', 'Security', 'Backup']),
    );
    // Others lead to it: the navigation does not.
    expect(screen.queryByRole('link', { name: 'What can leave this browser' })).toBeNull();
  });

  it('goes where another page sends it', async () => {
    location.hash = '#/security';
    showOptions();
    await screen.findByRole('heading', { level: 1, name: 'Security' });
    await act(() => openOptionsAt({ page: 'keys' }));
    await screen.findByRole('heading', { level: 1, name: 'Keys' });
  });
});

describe('the popup without a key', () => {
  it('leads to the right place in the options', async () => {
    render(
      <App surface="sidepanel">
        <PanelShell />
      </App>,
    );
    await screen.findByRole('heading', { name: 'Add a key to start' });
    await userEvent.click(screen.getByRole('link', { name: /OpenRouter/ }));
    await waitFor(() => expect(fakeBrowser.runtime.openOptionsPage).toHaveBeenCalled());
    const { target } = await fakeBrowser.storage.session.get('target');
    expect(target).toEqual({ page: 'keys', provider: 'openrouter' });
  });
});

describe('a page that breaks', () => {
  it('says so without quoting why', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    render(
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>,
    );
    expect(screen.getByRole('heading', { name: 'This page broke' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('sk-invented');
  });
});
