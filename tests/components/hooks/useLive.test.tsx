// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useLive } from '../../../components/hooks/useLive';
import { FirekeepDb, openDb } from '../../../lib/db/open';

const TABLES = ['settings'] as const;
const row = (id: string) => ({ id, rev: 1, sealed: new Uint8Array([1]) });

let reads = 0;
let failing: Error | undefined;

/** Awaits something that is not Dexie's, as every unsealing read does. */
async function readIds(): Promise<string> {
  reads += 1;
  if (failing) throw failing;
  const rows = await openDb().settings.toArray();
  await crypto.subtle.digest('SHA-256', new Uint8Array(1));
  return rows.map(({ id }) => id).join(' ') || 'none';
}

function Ids() {
  const live = useLive(readIds, TABLES);
  return (
    <p>{live.state === 'ready' ? live.value : live.state === 'failed' ? live.problem.code : 'loading'}</p>
  );
}

beforeEach(async () => {
  reads = 0;
  failing = undefined;
  await openDb().settings.clear();
});
afterEach(cleanup);

describe('what is read', () => {
  it('follows its table', async () => {
    render(<Ids />);
    expect(screen.getByText('loading')).toBeTruthy();
    await screen.findByText('none');
    await act(() => openDb().settings.put(row('a')));
    await screen.findByText('a');
    await act(() => openDb().settings.bulkPut([row('b'), row('c')]));
    await screen.findByText('a b c');
  });

  it('follows what another connection writes', async () => {
    render(<Ids />);
    await screen.findByText('none');
    const other = new FirekeepDb();
    await act(() => other.settings.put(row('elsewhere')));
    await screen.findByText('elsewhere');
    other.close();
  });

  it('does not follow other tables', async () => {
    render(<Ids />);
    await screen.findByText('none');
    const before = reads;
    await act(() => openDb().activity.add(row('x')));
    await act(() => openDb().settings.put(row('marker')));
    await screen.findByText('marker');
    expect(reads).toBe(before + 1);
  });

  it('says how storage failed, and recovers with the next change', async () => {
    failing = Object.assign(new Error(), { name: 'QuotaExceededError' });
    render(<Ids />);
    await screen.findByText('storage-full');
    failing = undefined;
    await act(() => openDb().settings.put(row('again')));
    await screen.findByText('again');
  });

  it('is read no more once nobody looks', async () => {
    const { unmount } = render(<Ids />);
    await screen.findByText('none');
    unmount();
    const before = reads;
    await openDb().settings.put(row('unseen'));
    await openDb().settings.count();
    expect(reads).toBe(before);
  });
});
