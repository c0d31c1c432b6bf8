// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Drawing } from '../../../components/usage/chart/draw';
import { KeySpent } from '../../../components/usage/KeySpent';
import { MonthLine } from '../../../components/usage/MonthLine';
import { SpentProvider } from '../../../components/usage/spentByKey';
import { openDb } from '../../../lib/db/open';
import { NOTHING } from '../../../lib/usage/cells';
import { dayOf, shiftDay } from '../../../lib/usage/days';
import { book, daysAgo, entryOf, openUsage, save, setUsageStage, user } from './stage';

// jsdom has no canvas: what would be drawn is looked at instead.
const drawn = vi.hoisted(() => ({ latest: undefined as unknown }));
vi.mock('../../../components/usage/chart/Chart', () => ({
  Chart: ({ drawing, label }: { drawing: unknown; label: string }) => {
    drawn.latest = drawing;
    return <div role="img" aria-label={label} />;
  },
}));
const lengths = () =>
  (drawn.latest as Drawing).parts.map(({ name, values }) => [name, values.reduce((a, b) => a + b, 0)]);

setUsageStage();

const section = async (name: string) => {
  const heading = await screen.findByRole('heading', { level: 2, name });
  const found = heading.closest('section');
  if (!found) throw new Error(`no section ${name}`);
  return within(found);
};

const choose = (label: string, option: string) =>
  user.selectOptions(screen.getByLabelText(label), screen.getByRole('option', { name: option }));

const rowsOf = (table: HTMLElement) =>
  [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim()),
  );

describe('the Usage page', () => {
  it('says that nothing was paid for, and what would put something there', async () => {
    await openUsage();
    await screen.findByText('Nothing was paid for in this period');
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('has a total and one sum for each service, told and about apart, and never calls an unknown price $0', async () => {
    const everyday = await save('openrouter', 'Everyday');
    await book(
      entryOf({ keyId: everyday, usd: '12.334' }),
      entryOf({ keyId: everyday, usd: '0.0049', how: 'about' }),
      entryOf({ provider: 'groq', model: 'llama', usd: '0.0000003' }),
      entryOf({ provider: 'anthropic', model: 'claude', usd: undefined, how: 'unknown' }),
    );
    await openUsage();
    const total = await section('Total');
    total.getByText('$12.34', { selector: 'p' });
    total.getByText('4 calls');
    total.getByText(/^\$0\.0049 of it is about/);
    total.getByText('1 call without a known price.');
    const sums = [...document.querySelectorAll('ul[aria-label="By service"] > li')].map(
      (row) => row.textContent,
    );
    expect(sums).toEqual(['OpenRouter$12.34', 'Groq$0.0000003', 'AnthropicNo price']);
  });

  it('has $0 nowhere where nobody knows a price', async () => {
    const key = await save('openrouter', 'Everyday');
    await book(entryOf({ keyId: key, usd: undefined, how: 'unknown' }));
    await openUsage();
    render(
      <SpentProvider value={new Map([[key, { ...NOTHING, jobs: 2, calls: 3, unknown: 2 }]])}>
        <KeySpent keyId={key} />
        <MonthLine />
      </SpentProvider>,
    );
    const line = (await screen.findByText('1 without a known price')).closest('a');
    expect(line?.textContent).toBe('This month1 without a known priceUsage');
    screen.getByText('3 calls without a known price this month');
    (await section('Total')).getByText('No price', { selector: 'p' });
    const where = await section('Where it went');
    await where.findByRole('table', { name: 'Figures by day' });
    expect(document.body.textContent).not.toContain('$0');
  });

  it('has what was booked under a wrong clock in all time, and never in no sum at all', async () => {
    await book(entryOf({ usd: '1' }), entryOf({ usd: '2', atMs: daysAgo(-40) }));
    await openUsage();
    await choose('Period', 'All time');
    await waitFor(async () => (await section('Total')).getByText('$3.00', { selector: 'p' }));
    expect((drawn.latest as Drawing).bins).toHaveLength(41);
  });

  it('draws what it says, split as asked, with the same figures as a table', async () => {
    const [home, work] = [await save('openrouter', 'Home'), await save('openrouter', 'Work')];
    await book(
      entryOf({ keyId: home, usd: '0.3', model: 'a' }),
      entryOf({ keyId: work, usd: '0.5', model: 'b', make: 'image', input: undefined, output: undefined }),
      entryOf({ keyId: home, usd: '0.4', model: 'b', make: 'image' }),
    );
    await openUsage();
    const where = await section('Where it went');
    await where.findByRole('img', { name: /split by service/ });
    expect(lengths()).toEqual([['OpenRouter', 120_000_000]]);
    await user.click(where.getByLabelText('Key'));
    expect(lengths()).toEqual([
      ['Home', 70_000_000],
      ['Work', 50_000_000],
    ]);
    expect(rowsOf(where.getByRole('table', { name: 'Cost by key' })).slice(1)).toEqual([
      ['Home OpenRouter', '$0.70', '58.3%', '2', '200 / 40'],
      ['Work OpenRouter', '$0.50', '41.7%', '1', '–'],
    ]);
    await user.click(where.getByLabelText('Kind'));
    expect(lengths()).toEqual([
      ['Images', 90_000_000],
      ['Text', 30_000_000],
    ]);
    const byDay = rowsOf(where.getByRole('table', { name: 'Figures by day' }));
    expect(byDay[0]).toEqual(['Day', 'Calls', 'Images', 'Text', 'Sum']);
    expect(byDay.slice(1).map((row) => row.slice(1))).toEqual([['3', '$0.90', '$0.30', '$1.20']]);
    await user.click(where.getByLabelText('Day'));
    expect(lengths()).toEqual([['All', 120_000_000]]);
  });

  it('goes over other days, and over a person’s own two', async () => {
    const today = dayOf(Date.now());
    await book(
      entryOf({ usd: '1' }),
      entryOf({ usd: '2', atMs: daysAgo(20) }),
      entryOf({ usd: '4', atMs: daysAgo(400) }),
    );
    await openUsage();
    await choose('Period', 'Last 7 days');
    await waitFor(async () => (await section('Total')).getByText('$1.00', { selector: 'p' }));
    await choose('Period', 'Last 30 days');
    await waitFor(async () => (await section('Total')).getByText('$3.00', { selector: 'p' }));
    await choose('Period', 'All time');
    await waitFor(async () => (await section('Total')).getByText('$7.00', { selector: 'p' }));
    expect((drawn.latest as Drawing).bins.length).toBeLessThan(16);
    await choose('Period', 'From … to …');
    fireEvent.change(screen.getByLabelText('From'), { target: { value: shiftDay(today, -25) } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: shiftDay(today, -15) } });
    await waitFor(async () => (await section('Total')).getByText('$2.00', { selector: 'p' }));
    expect((drawn.latest as Drawing).bins).toHaveLength(11);
    fireEvent.change(screen.getByLabelText('From'), { target: { value: shiftDay(today, 1) } });
    await screen.findByText('The first day has to come before the last.');
  });

  it('shows at once what was paid for while it is open', async () => {
    await book(entryOf({ usd: '0.25' }));
    await openUsage();
    await (await section('Total')).findByText('$0.25', { selector: 'p' });
    await book(entryOf({ usd: '0.5' }));
    await (await section('Total')).findByText('$0.75', { selector: 'p' });
  });

  it('counts what cannot be read, and hides none of the rest', async () => {
    await book(entryOf({ usd: '0.25' }), entryOf({ usd: '0.5' }));
    const row = await openDb().ledger.toCollection().first();
    if (!row) throw new Error('no row');
    await openDb().ledger.put({
      ...row,
      sealed: row.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    });
    await openUsage();
    const total = await section('Total');
    total.getByText('$0.50', { selector: 'p' });
    total.getByText('1 entry could not be read. The sums are without it.');
  });

  it('says at the top how things stand, and leads to where they are mended', async () => {
    const key = await save('openrouter', 'Old', {
      verdict: 'rejected',
      reason: { code: 'wrong-key' },
      facts: [],
      warnings: [],
    });
    await book(entryOf({ keyId: key, usd: '3' }), entryOf({ usd: '4', atMs: daysAgo(40) }));
    await openUsage();
    const cards = within(await screen.findByRole('region', { name: 'At a glance' }));
    await cards.findByText(/^1 of \d+$/);
    await cards.findByText('$3.00');
    cards.getByText('1 thing');
    expect(cards.getByRole('link', { name: 'OpenRouter, Old: rejected' }).getAttribute('href')).toMatch(
      /#\/keys$/,
    );
  });
});
