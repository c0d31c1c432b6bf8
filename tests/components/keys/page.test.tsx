// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openOptionsAt } from '../../../components/app/target';
import { openDb } from '../../../lib/db/open';
import { readKeys } from '../../../lib/keys/reads';
import { allGuides } from '../../../lib/providers/guides';
import type { Report } from '../../../lib/providers/report';
import {
  card,
  countKeys,
  fieldsOf,
  heard,
  hosts,
  keyNamed,
  network,
  openAdd,
  openPage,
  paste,
  press,
  save,
  setKeysStage,
  user,
} from './stage';

setKeysStage();

const shown = () => [...document.querySelectorAll('article h3')].map((heading) => heading.textContent);

describe('the page', () => {
  it('shows every service, each with what it costs and takes', async () => {
    await openPage();
    expect(shown().sort()).toEqual(allGuides.map((guide) => guide.name).sort());
    for (const guide of allGuides) {
      const article = card(guide.name);
      const text = article.textContent ?? '';
      for (const part of [
        ...guide.benefits,
        guide.price.note,
        guide.price.free,
        guide.keyFormat,
        ...guide.tips,
      ])
        expect(text, guide.id).toContain(part);
      const docs = within(article).getByText('Documentation').closest('a');
      expect(docs?.href.startsWith('https://')).toBe(true);
      expect([docs?.target, docs?.rel]).toEqual(['_blank', 'noreferrer']);
      expect(within(article).getByText('API key required')).toBeTruthy();
    }
  });

  it('says honestly what Firekeep does with a service today', async () => {
    await openPage();
    expect(card('Stripe').textContent).toContain('Keeps and checks the key.');
    expect(card('OpenRouter').textContent).toContain('makes text and images with it');
    expect(card('Tripo').textContent).toContain('makes 3D models with it.');
  });

  it('explains itself until that is dismissed for good', async () => {
    await openPage();
    const panel = (await screen.findByText('Why your own keys')).closest('section');
    if (!panel) throw new Error('no panel');
    await press(panel, 'Dismiss');
    await waitFor(() => expect(screen.queryByText('Why your own keys')).toBeNull());
    expect(await openDb().settings.count()).toBeGreaterThan(0);
  });

  it('narrows only when asked to', async () => {
    await save('openrouter', 'Winter garden');
    await openPage();
    await keyNamed('OpenRouter', 'Winter garden');
    const search = screen.getByLabelText('Search services and keys');
    await user.type(search, 'winter');
    expect(shown()).toEqual(['OpenRouter']);
    await user.clear(search);
    await user.selectOptions(screen.getByLabelText('Category'), 'Payment');
    expect(shown()).toEqual(['Stripe']);
    await user.selectOptions(screen.getByLabelText('Show'), 'With a key');
    expect(shown()).toEqual([]);
    await user.click(screen.getByText('Clear filters'));
    expect(shown()).toHaveLength(allGuides.length);
  });

  it('goes to the card that another page named, and nothing of it is in the address', async () => {
    fakeBrowser.runtime.openOptionsPage = async () => {};
    await openOptionsAt({ page: 'keys', provider: 'stripe' });
    await openPage();
    await waitFor(() => expect(card('Stripe').contains(document.activeElement)).toBe(true));
    expect(location.href).not.toContain('stripe');
  });

  it('keeps and shows keys of services that only a newer version knows', async () => {
    const { KeysPageOf } = await import('../../../components/keys/KeysPage');
    const { render } = await import('@testing-library/react');
    await save('openrouter', 'Known');
    const [known] = (await readKeys()).keys;
    if (!known) throw new Error('not saved');
    const foreign = { ...known, id: 'f'.repeat(32), provider: 'of-tomorrow', name: 'Tomorrow' };
    render(<KeysPageOf listing={{ keys: [foreign], damaged: [], defaults: {} }} />);
    const article = screen.getByText('of-tomorrow').closest('article');
    expect(article?.textContent).toContain('Tomorrow');
    const search = screen.getByLabelText('Search services and keys');
    await user.type(search, 'x');
    expect(screen.queryByText('of-tomorrow')).toBeNull();
    await user.clear(search);
    expect(screen.getByText('of-tomorrow')).toBeTruthy();
  });

  it('says of each key when it was checked, used and added, with the exact time', async () => {
    const { KeysPageOf } = await import('../../../components/keys/KeysPage');
    const { render } = await import('@testing-library/react');
    await save('openrouter', 'Known');
    const [known] = (await readKeys()).keys;
    if (!known) throw new Error('not saved');
    const hourMs = 3_600_000;
    const times = { addedAtMs: Date.now() - 72 * hourMs, checkedAtMs: Date.now() - 2 * hourMs };
    const used = { ...known, ...times, id: 'a'.repeat(32), name: 'Busy one', usedAtMs: Date.now() - hourMs };
    const fresh = { ...known, id: 'b'.repeat(32), name: 'Idle one', checkedAtMs: null };
    render(<KeysPageOf listing={{ keys: [used, fresh], damaged: [], defaults: {} }} />);
    const row = await keyNamed('OpenRouter', 'Busy one');
    expect(row.textContent).toMatch(/checked 2 hours ago.*used 1 hour ago.*added 3 days ago/i);
    const exact = [...row.querySelectorAll('time')].map((time) => time.dateTime);
    expect(exact).toEqual(
      [used.checkedAtMs, used.usedAtMs, used.addedAtMs].map((ms) => new Date(ms).toISOString()),
    );
    expect((await keyNamed('OpenRouter', 'Idle one')).textContent).toMatch(
      /never checked.*not used yet.*added/i,
    );
  });

  it('marks what is popular, and folds the tips away', async () => {
    await openPage();
    for (const guide of allGuides) {
      expect(within(card(guide.name)).queryByText('Popular') !== null, guide.id).toBe(
        guide.isPopular ?? false,
      );
      const folded = card(guide.name).querySelector('details');
      expect(folded?.open).toBe(false);
      expect(folded?.querySelectorAll('li')).toHaveLength(2);
    }
    expect(allGuides.some(({ isPopular }) => isPopular)).toBe(true);
  });

  it('lists a damaged key and hides none of the others', async () => {
    await save('openrouter', 'Fine');
    const id = await save('openrouter', 'Broken');
    const row = await openDb().keys.where('id').equals(id).first();
    if (!row) throw new Error('no row');
    const sealed = row.sealed.slice();
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    await openDb().keys.put({ ...row, sealed, rev: row.rev + 1 });
    await openPage();
    await keyNamed('OpenRouter', 'Fine');
    expect(screen.getByText('1 key is damaged')).toBeTruthy();
    expect(screen.getByText(`Damaged key ${id.slice(0, 8)}`)).toBeTruthy();
  });

  it('shows what another page changed, and redraws only that', async () => {
    const ids = [];
    for (let number = 0; number < 5; number += 1) ids.push(await save('openrouter', `Key ${number}`));
    await openPage();
    await keyNamed('OpenRouter', 'Key 4');
    // What this month cost comes after the rows.
    await waitFor(() => expect(screen.getAllByText('No calls this month')).toHaveLength(5));
    const touched = new Set<Element>();
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const row = (target instanceof Element ? target : target.parentElement)?.closest('[data-key]');
        if (row) touched.add(row);
      }
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    const { ask } = await import('../../../lib/messages/client');
    const { keysEdit } = await import('../../../lib/messages/keys');
    await ask(keysEdit, { id: ids[3] ?? '', name: 'Renamed', environment: 'test' });
    const renamed = await keyNamed('OpenRouter', 'Renamed');
    observer.disconnect();
    expect([...touched]).toEqual([renamed]);
  });
});

describe('the browser is asked for hosts in the very click', () => {
  // Firefox hears it only there: whatever is awaited before, the request comes after this line.
  const clickAtOnce = (place: HTMLElement, name: string) => {
    expect(hosts.request).not.toHaveBeenCalled();
    fireEvent.click(within(place).getByRole('button', { name }));
    expect(hosts.request).toHaveBeenCalledOnce();
  };

  it('of a first check', async () => {
    await openPage();
    const dialog = await openAdd('Groq');
    await paste(dialog, 'API key', fieldsOf('groq', 'good').apiKey ?? '');
    clickAtOnce(dialog, 'Check and save');
    await keyNamed('Groq', /^gsk_/);
  });

  it('of another check, of the button that allows, and of checking all', async () => {
    const denied: Report = {
      verdict: 'not-checked',
      reason: { code: 'host-not-allowed' },
      facts: [],
      warnings: [],
    };
    await save('groq', 'Waiting', { fields: fieldsOf('groq', 'good'), report: denied });
    await openPage();
    const item = await keyNamed('Groq', 'Waiting');
    clickAtOnce(item, 'Allow');
    await within(item).findByText('works');
    hosts.request.mockClear();
    clickAtOnce(item, 'Check');
    await waitFor(() => {
      expect(heard).toHaveLength(2);
      expect(within(item).getByRole('button', { name: 'Check' }).hasAttribute('aria-busy')).toBe(false);
    });
    hosts.request.mockClear();
    clickAtOnce(document.body, 'Check all');
    await screen.findByText('All checked: 1 works.');
  });
});

describe('check all', () => {
  const atGroq = (number: number) => ({ apiKey: `gsk_${String(number).repeat(52).slice(0, 52)}` });

  it('asks once for all hosts, then one key at a time for each, and says how it went', async () => {
    await save('openrouter', 'A', { fields: fieldsOf('openrouter', 'good') });
    await save('groq', 'B', { fields: fieldsOf('groq', 'good') });
    await save('groq', 'C', { fields: atGroq(1) });
    const busy = new Map<string, number>();
    let most = 0;
    network.before = async (host) => {
      busy.set(host, (busy.get(host) ?? 0) + 1);
      most = Math.max(most, busy.get(host) ?? 0);
      await Promise.resolve();
      busy.set(host, (busy.get(host) ?? 0) - 1);
    };
    await openPage();
    await keyNamed('Groq', 'C');
    await user.click(screen.getByText('Check all'));
    expect(hosts.request).toHaveBeenCalledTimes(1);
    expect(hosts.request.mock.calls[0]?.[0].origins.sort()).toEqual([
      'https://api.groq.com/*',
      'https://openrouter.ai/*',
    ]);
    await screen.findByText('All checked: 2 works and 1 rejected.');
    expect(most).toBe(1);
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('shows how far it is, and stops', async () => {
    for (const number of [1, 2, 3]) await save('groq', `Key ${number}`, { fields: atGroq(number) });
    let release = () => {};
    network.before = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    await openPage();
    await keyNamed('Groq', 'Key 3');
    await user.click(screen.getByText('Check all'));
    const bar = await screen.findByRole('progressbar', { name: 'Checking keys' });
    expect(bar.getAttribute('aria-valuetext')).toBe('0 of 3 checked');
    await waitFor(() => expect(heard).toHaveLength(1));
    await user.click(screen.getByText('Stop'));
    release();
    await screen.findByText('1 of 3 checked: 1 rejected.');
    expect(heard).toHaveLength(1);
  });

  it('denied, it leaves out what it may not reach, and says so', async () => {
    hosts.isGranted = false;
    await save('groq', 'Key', { fields: atGroq(1) });
    await openPage();
    await keyNamed('Groq', 'Key');
    await user.click(screen.getByText('Check all'));
    await screen.findByText(/1 key was left out/);
    expect(heard).toEqual([]);
    expect(countKeys('Groq')).toBe(1);
    expect(within(card('Groq')).getByText('works')).toBeTruthy();
  });
});
