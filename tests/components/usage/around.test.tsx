// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fromBase64 } from '../../../lib/core/bytes';
import { newId } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import { MODEL_LIST, type ModelList } from '../../../lib/models/record';
import { importSealKey, sealJson } from '../../../lib/seal/envelope';
import { findOpen } from '../../../lib/session/open';
import { book, daysAgo, entryOf, openUsage, save, setUsageStage, user } from './stage';

vi.mock('../../../components/usage/chart/Chart', () => ({
  Chart: () => <div role="img" aria-label="Chart" />,
}));

setUsageStage();

const saved: { name: string; blob: Blob }[] = [];
let offered: Blob | undefined;

beforeEach(() => {
  saved.length = 0;
  // jsdom has no addresses for files, and goes nowhere when a link is pressed.
  URL.createObjectURL = (blob) => {
    offered = blob as Blob;
    return 'blob:made';
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    if (offered) saved.push({ name: this.download, blob: offered });
  });
});

const sectionOf = async (name: string) => {
  const found = (await screen.findByRole('heading', { level: 2, name })).closest('section');
  if (!found) throw new Error(`no section ${name}`);
  return within(found);
};

async function list(provider: string, make: ModelList['make'], models: ModelList['models']): Promise<void> {
  const open = await findOpen();
  if (!open) throw new Error('locked');
  const id = newId();
  const key = await importSealKey(fromBase64(open.content));
  const place = { vaultId: open.vaultId, kind: MODEL_LIST, rowId: id };
  const whole = { provider, make, models, readAtMs: Date.now() };
  await openDb().lists.add({ id, rev: 1, sealed: await sealJson(key, place, whole) });
}

describe('the table for other programs', () => {
  it('holds each entry of the period, under a name that says nothing of it', async () => {
    const key = await save('openrouter', '=cmd|calc');
    await book(
      entryOf({ keyId: key, model: 'a, "b"', usd: '0.0000003' }),
      entryOf({ keyId: key, atMs: daysAgo(70), usd: '9' }),
    );
    await openUsage();
    await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.name).toMatch(/^firekeep-usage-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = (await saved[0]?.blob.text())?.split('\r\n') ?? [];
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Day,Time \(UTC\),Service,Key,Model,Kind,Cost \(USD\)/);
    expect(lines[1]).toContain(',OpenRouter,\'=cmd|calc,"a, ""b""",Text,0.0000003,told,1,100,20,');
  });
});

describe('what the services said', () => {
  it('stands there with its age, and what runs low is said at the top', async () => {
    await save('openrouter', 'Small', {
      verdict: 'works',
      facts: [
        { name: 'limit', amount: '20', currency: 'USD' },
        { name: 'limit-left', amount: '1.5', currency: 'USD' },
        { name: 'expires', atMs: Date.now() + 3.5 * 86_400_000 },
      ],
      warnings: [],
    });
    await openUsage();
    const balances = await sectionOf('Balances and limits');
    const row = (await balances.findByText('OpenRouter')).closest('tr');
    expect(row?.textContent).toContain('Left of the limit $1.50');
    expect(row?.textContent).toContain('just now');
    const things = within(await screen.findByRole('list', { name: 'Needs attention' }));
    await things.findByText('OpenRouter, Small: $1.50 left of its limit of $20.00, told just now.');
    things.getByText('OpenRouter, Small: it expires in 3 days.');
  });
});

describe('credit that runs low', () => {
  it('is said once for an account, with its keys and how old the word is', async () => {
    const facts = [{ name: 'balance', amount: '0.5', currency: 'USD' }];
    await save('openrouter', 'Home', { verdict: 'works', facts, warnings: [] });
    await save('openrouter', 'Work', { verdict: 'works', facts, warnings: [] });
    await openUsage();
    const things = within(await screen.findByRole('list', { name: 'Needs attention' }));
    await things.findByText('OpenRouter, Home and Work: only $0.50 of credit left, told just now.');
  });

  it('and is gone is not called little', async () => {
    const facts = [{ name: 'balance', amount: '-0.05', currency: 'EUR' }];
    await save('openrouter', 'Home', { verdict: 'out-of-credit', facts, warnings: [] });
    await openUsage();
    const things = within(await screen.findByRole('list', { name: 'Needs attention' }));
    await things.findByText('OpenRouter, Home: no credit left (-€0.05), told just now.');
  });
});

describe('tips', () => {
  it('say what the same would have cost elsewhere, with its sum', async () => {
    await list('anthropic', 'text', [
      {
        id: 'claude-x-1',
        name: 'X',
        makes: ['text'],
        takes: ['text'],
        price: { input: '0.000001', output: '0.000001' },
      },
    ]);
    await book(entryOf({ model: 'anthropic/claude-x-1', usd: '3', input: 600_000, output: 300_000 }));
    await openUsage();
    const tips = await sectionOf('Tips');
    tips.getByText('anthropic/claude-x-1 directly at Anthropic would have cost $2.10 less.');
    tips.getByText('You paid $3.00 for it at OpenRouter.');
  });
});

describe('what a credit costs', () => {
  it('can be said anew, and taken back', async () => {
    await list('tripo', 'model3d', [
      {
        id: 'v',
        name: 'V',
        makes: ['model3d'],
        takes: ['text'],
        price: { credits: 10, credit: '0.01', image: '0.10' },
      },
    ]);
    await openUsage();
    const rates = await sectionOf('What a credit costs');
    const field = rates.getByLabelText('Tripo: dollars for one credit');
    expect(field).toHaveProperty('value', '0.01');
    fireEvent.change(field, { target: { value: 'a penny' } });
    await user.click(rates.getByRole('button', { name: 'Save rate' }));
    rates.getByText('Write dollars such as 0.01.');
    fireEvent.change(field, { target: { value: '0.008' } });
    await user.click(rates.getByRole('button', { name: 'Save rate' }));
    await user.click(await rates.findByRole('button', { name: 'Use the service’s own price' }));
    await waitFor(() =>
      expect(rates.queryByRole('button', { name: 'Use the service’s own price' })).toBeNull(),
    );
    expect(rates.getByLabelText('Tripo: dollars for one credit')).toHaveProperty('value', '0.01');
  });
});
