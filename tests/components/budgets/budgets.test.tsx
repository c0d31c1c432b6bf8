// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../components/app/App';
import { Budgets } from '../../../components/budgets/Budgets';
import { parseLimit, wrongWith } from '../../../components/budgets/limit';
import { StudioNotices } from '../../../components/budgets/StudioNotices';
import { budgetHandlers } from '../../../entrypoints/background/handlers/budgets';
import { settingHandlers } from '../../../entrypoints/background/handlers/settings';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import type { Count } from '../../../lib/budgets/count';
import { tell } from '../../../lib/budgets/decide';
import { BUDGETS, NO_TALLY } from '../../../lib/budgets/record';
import { readBudgets, readTally, sealTally } from '../../../lib/budgets/store';
import { recount } from '../../../lib/budgets/tally';
import { openDb } from '../../../lib/db/open';
import { budgetsPut } from '../../../lib/messages/budgets';
import { ask } from '../../../lib/messages/client';
import { vaultCreate } from '../../../lib/messages/vault';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { dayOf } from '../../../lib/usage/days';
import { requireOpen } from '../../../lib/vault/session';
import { setStage } from '../stage';
import { plantKey } from './planted';

setStage([...vaultHandlers, ...settingHandlers, ...budgetHandlers]);

const user = userEvent.setup();
const PASSPHRASE = 'bread copy dignity denial budget agree';
let keyId = '';

beforeEach(async () => {
  await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
  keyId = await plantKey();
});

async function spend(over: Partial<Count> = {}): Promise<void> {
  const open = await requireOpen();
  const day = dayOf(Date.now());
  const { tally = NO_TALLY, rev } = await readTally(open);
  const count = {
    day,
    provider: 'openrouter',
    keyId,
    round: 0,
    usd: 1e8,
    tokens: 50,
    isHeld: false,
    ...over,
  };
  const told = tell(await readBudgets(open), recount(tally, day, [], [count]), day);
  await openDb().sums.put(await sealTally(open, told.tally, rev + 1));
}

const show = () =>
  render(
    <App surface="options">
      <Budgets />
    </App>,
  );
const inDialog = async (name: string) => within(await screen.findByRole('dialog', { name }));

async function addBudget(what: string, limit: string, more: () => Promise<void> = async () => {}) {
  await user.click(await screen.findByRole('button', { name: 'Add budget' }));
  const dialog = await inDialog('Add budget');
  await user.selectOptions(dialog.getByLabelText('For'), what);
  await user.type(dialog.getByLabelText(/^At most/), limit);
  await more();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
}

const items = async () => (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);

describe('a limit that is typed', () => {
  it.each([
    ['usd', '5', 5e8],
    ['usd', ' $2.50 ', 2.5e8],
    ['usd', '0,01', 1e6],
    ['usd', '0', 0],
    ['usd', '5 dollars', undefined],
    ['usd', '1,000.00', undefined],
    ['usd', '1.', undefined],
    ['usd', '-1', undefined],
    ['usd', '1e3', undefined],
    ['usd', '1000000', 1e14],
    ['calls', '12', 12],
    ['calls', '1.5', undefined],
    ['tokens', '', undefined],
  ] as const)('%s %s', (unit, text, limit) => {
    expect(parseLimit(unit, text)).toBe(limit);
    expect(wrongWith(unit, parseLimit(unit, text)) === undefined).toBe(limit !== undefined);
  });

  it.each([
    ['usd', '1000000', '1000000.00000001', 'Write at most 1,000,000.'],
    ['usd', '999999.99', '9999999999999', 'Write at most 1,000,000.'],
    ['calls', '1000000000000', '1000000000001', 'Write at most 1,000,000,000,000.'],
    ['tokens', '1000000000000', '99999999999999999999', 'Write at most 1,000,000,000,000.'],
  ] as const)(
    '%s %s may be set and %s not, on the page and by the background alike',
    (unit, most, more, why) => {
      const set = (text: string) => {
        const limit = parseLimit(unit, text);
        const budget = { period: 'day', unit, limit, isHard: true };
        return [wrongWith(unit, limit), budgetsPut.input.safeParse({ budget }).success];
      };
      expect(set(most)).toEqual([undefined, true]);
      expect(set(more)).toEqual([why, false]);
    },
  );
});

describe('budgets', () => {
  it('are set for everything, a service or a key, and say how far they have come', async () => {
    show();
    expect(await screen.findByText('No budgets yet')).toBeTruthy();
    await addBudget('Everything', '10');
    await waitFor(async () =>
      expect(await items()).toEqual(['Everything, each monthStops$0.00 of $10.00 this month']),
    );
    await spend();
    await spend({ isHeld: true, usd: 2e8 });
    await spend({ usd: undefined });
    await waitFor(async () =>
      expect(await items()).toEqual([
        'Everything, each monthStops$1.00 of $10.00 this month · up to $2.00 more on its way or uncertain' +
          ' · 1 call without a known price',
      ]),
    );
    await addBudget('OpenRouter: Mine', '7', async () => {
      const dialog = await inDialog('Add budget');
      await user.selectOptions(dialog.getByLabelText('Counted in'), 'Calls');
      await user.click(dialog.getByRole('radio', { name: 'Day' }));
      await user.click(dialog.getByRole('radio', { name: 'Only warn' }));
    });
    await waitFor(async () =>
      expect((await items())[1]).toBe('OpenRouter: Mine, each dayWarns3 of 7 calls today'),
    );
    expect(screen.getByRole('meter', { name: 'Everything, each month' }).getAttribute('aria-valuetext')).toBe(
      '$1.00 of $10.00',
    );
    expect(await readBudgets(await requireOpen())).toEqual([
      expect.objectContaining({ unit: 'usd', period: 'month', limit: 1e9, isHard: true }),
      expect.objectContaining({ keyId, provider: 'openrouter', unit: 'calls', limit: 7, isHard: false }),
    ]);
  });

  it('say what is wrong with what was typed, and save nothing', async () => {
    show();
    await addBudget('Everything', 'lots');
    const dialog = await inDialog('Add budget');
    expect(await dialog.findByText('Write a number, such as 5 or 2.50.')).toBeTruthy();
    await user.clear(dialog.getByLabelText(/^At most/));
    await user.type(dialog.getByLabelText(/^At most/), '1000000.01');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Write at most 1,000,000.')).toBeTruthy();
    expect(await readBudgets(await requireOpen())).toEqual([]);
  });

  it('are changed in their place, taken away and brought back', async () => {
    show();
    await addBudget('OpenRouter', '3');
    await user.click(await screen.findByRole('button', { name: /^Edit the budget: OpenRouter, each month/ }));
    const dialog = await inDialog('Edit budget');
    const limit = dialog.getByLabelText(/^At most/);
    expect((limit as HTMLInputElement).value).toBe('3');
    await user.clear(limit);
    await user.type(limit, '4.5');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect(await items()).toEqual([expect.stringContaining('of $4.50')]));
    // Whoever has no mouse goes on where the changed one stands, and where nothing is left at Add.
    const isAt = (name: RegExp) =>
      waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(name));
    await addBudget('Everything', '9');
    await screen.findByText('Everything, each month');
    await user.click(screen.getByRole('button', { name: /^Edit the budget: OpenRouter/ }));
    await user.type((await inDialog('Edit budget')).getByLabelText(/^At most/), '0{Enter}');
    await waitFor(async () =>
      expect(await items()).toEqual([
        expect.stringContaining('of $4.50'),
        expect.stringContaining('of $9.00'),
      ]),
    );
    await isAt(/^Edit the budget: OpenRouter/);
    await user.click(screen.getByRole('button', { name: /^Remove the budget: Everything/ }));
    await isAt(/^Edit the budget: OpenRouter/);
    await user.click(screen.getByRole('button', { name: /^Remove the budget/ }));
    expect(await screen.findByText('No budgets yet')).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Add budget'));
    await user.click((await screen.findAllByRole('button', { name: 'Undo' })).at(-1) ?? document.body);
    await waitFor(async () => expect(await items()).toEqual([expect.stringContaining('of $4.50')]));
  });

  it('that cannot be read say so, and can be removed', async () => {
    show();
    await addBudget('Everything', '3');
    await screen.findByRole('listitem');
    const row = await openDb().settings.get(BUDGETS);
    if (!row) throw new Error('no budgets');
    await openDb().settings.put({
      ...row,
      rev: row.rev + 1,
      sealed: row.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    });
    expect(await screen.findByText('The budgets could not be read')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add budget' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Remove all budgets' }));
    expect(await screen.findByText('No budgets yet')).toBeTruthy();
  });
});

describe('a step that was reached', () => {
  it('is told once, until it is read; the next one is told again', async () => {
    show();
    await addBudget('Everything', '4');
    await screen.findByRole('listitem');
    await spend({ usd: 2e8 });
    expect(await screen.findByText('50 % of a budget is spent')).toBeTruthy();
    expect(screen.getByText('Everything, this month: $2.00 of $4.00.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'OK' }));
    await waitFor(() => expect(screen.queryByText('50 % of a budget is spent')).toBeNull());
    await spend({ usd: 1e7 });
    await waitFor(async () => expect((await items())[0]).toContain('$2.10'));
    expect(screen.queryByRole('button', { name: 'OK' })).toBeNull();
    await spend({ usd: 2e8 });
    expect(await screen.findByText('A budget is used up')).toBeTruthy();
  });

  it('is told where things are made, with a way to the budgets', async () => {
    const { unmount } = show();
    await addBudget('Everything', '1');
    await screen.findByRole('listitem');
    unmount();
    await spend({ usd: 8e7 });
    render(
      <App surface="popup">
        <StudioNotices />
      </App>,
    );
    expect(await screen.findByText('80 % of a budget is spent')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Budgets' })).toBeTruthy();
  });
});
