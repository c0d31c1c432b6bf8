/** The index: it finds what a walk through all jobs finds, and is made right from the jobs whatever became of it. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDb } from '../../lib/db/open';
import type { Job, Make } from '../../lib/jobs/record';
import { openJob } from '../../lib/jobs/rows';
import { Catalog } from '../../lib/library/catalog';
import { favour, moveOut } from '../../lib/library/changes';
import { textsOf } from '../../lib/library/entry';
import { readPart, writePart } from '../../lib/library/parts';
import { COSTS, EVERYTHING, ORDERS, type Query } from '../../lib/library/query';
import { NO_PART } from '../../lib/library/record';
import { CHUNK_BYTES, sealFile } from '../../lib/seal/file';
import { newVault } from '../keys/bench';
import { type Plan, plant, readerNow, wordsFor } from './stage';

const MAKES: readonly Make[] = ['text', 'image', 'model3d'];
const DAY_MS = 86_400_000;
const NOW = Date.now();

const planFor = (number: number): Plan => ({
  request: {
    make: MAKES[number % 3] ?? 'text',
    provider: number % 4 === 0 ? 'tripo' : 'openrouter',
    model: `model-${number % 5}`,
    prompt: `${wordsFor(number)} “Ünïcode-${number}”, naïve`,
    atMs: NOW - number * DAY_MS,
  },
  state: {
    text: wordsFor(number + 1).toUpperCase(),
    ...(number % 3 === 0 ? {} : { cost: { usd: `0.0${number % 7}`, how: 'told' } }),
  },
});

beforeEach(() => newVault());

async function whole(): Promise<Catalog> {
  const catalog = new Catalog(await readerNow());
  await catalog.load();
  await catalog.refresh();
  return catalog;
}

const idsOf = (catalog: Catalog, query: Query) => catalog.find(query, 0, 1_000).items.map(({ id }) => id);

const allJobs = async (): Promise<Job[]> => {
  const reader = await readerNow();
  return Promise.all((await openDb().jobs.toArray()).map((row) => openJob(reader, row)));
};

/** Without any index: each word that was typed is somewhere in a word of it. */
function naive(jobs: readonly Job[], query: Query, favourites: ReadonlySet<string>): string[] {
  const cut = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}_]+/u);
  const typed = cut(query.text).filter(Boolean);
  return jobs
    .filter(({ request, state }) => {
      const usd = state.cost ? Number(state.cost.usd) : undefined;
      const costs: Record<Query['cost'], boolean> = {
        any: true,
        unknown: usd === undefined,
        free: usd === 0,
        cent: usd !== undefined && usd > 0 && usd < 0.01,
        'ten-cents': usd !== undefined && usd >= 0.01 && usd < 0.1,
        more: usd !== undefined && usd >= 0.1,
      };
      const has = textsOf({ n: 0, rev: 0, request, state }).flatMap(cut);
      return (
        (query.make === 'all' || query.make === request.make) &&
        (query.provider === '' || query.provider === request.provider) &&
        (query.model === '' || query.model === request.model) &&
        request.atMs >= query.sinceMs &&
        costs[query.cost] &&
        (!query.isFavourite || favourites.has(request.id)) &&
        typed.every((word) => has.some((one) => one.includes(word)))
      );
    })
    .map(({ request }) => request.id);
}

const queries = fc.record<Query>({
  text: fc.constantFrom(
    '',
    'ember',
    'EMBER smo',
    'ünïcode',
    'Unicode-1',
    'coal wick ash',
    'nothing',
    '“”',
    'a 1',
  ),
  make: fc.constantFrom('all', ...MAKES),
  provider: fc.constantFrom('', 'tripo', 'openrouter'),
  model: fc.constantFrom('', 'model-0', 'model-3'),
  cost: fc.constantFrom(...COSTS),
  isFavourite: fc.boolean(),
  sinceMs: fc.constantFrom(0, NOW - 10 * DAY_MS),
  order: fc.constantFrom(...ORDERS),
});

describe('what is looked for', () => {
  it('counts a file that several turns hand in once', async () => {
    const { record } = await sealFile(new Uint8Array(100_000));
    const file = { id: 'a'.repeat(32), media: 'image/png', name: '', sealed: record };
    const turn = { request: { prompt: '', files: [file] }, state: { text: '' } };
    await plant([turn, turn]);
    expect((await whole()).standing.bytes.text).toBe(2 * CHUNK_BYTES);
  });

  it('counts it once also where a line was written before lines named their files, and makes that line anew', async () => {
    const { record } = await sealFile(new Uint8Array(100_000));
    const file = { id: 'a'.repeat(32), media: 'image/png', name: '', sealed: record };
    const turn = { request: { prompt: 'Kingfishers', files: [file] }, state: { text: '' } };
    await plant([turn, turn]);
    await (await whole()).save();
    const reader = await readerNow();
    const { rev, entries } = await readPart(reader, 0);
    const early = entries.map(({ files: _, ...entry }) => entry);
    await writePart(reader, 0, { rev, entries: early });

    const catalog = new Catalog(reader);
    await catalog.load();
    expect(idsOf(catalog, { ...EVERYTHING, text: 'kingf' })).toHaveLength(2);
    await catalog.refresh();
    expect(catalog.standing.bytes.text).toBe(2 * CHUNK_BYTES + 2 * 'Kingfishers'.length);
    await catalog.save();
    expect(await readPart(reader, 0)).toEqual({ rev: rev + 2, entries });
    await catalog.refresh();
    expect(catalog.hasChanged).toBe(false);
  });

  it('is what a walk through all jobs finds, in every order', async () => {
    const ids = await plant(Array.from({ length: 60 }, (_, number) => planFor(number)));
    const favourites = new Set(ids.filter((_, at) => at % 4 === 1));
    await favour([...favourites], true);
    const catalog = await whole();
    const jobs = await allJobs();
    let found = 0;
    fc.assert(
      fc.property(queries, (query) => {
        const expected = naive(jobs, query, favourites);
        expect(idsOf(catalog, query).sort()).toEqual(expected.sort());
        found += expected.length;
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(100);
    const dollars = new Map(jobs.map(({ request, state }) => [request.id, Number(state.cost?.usd ?? -1)]));
    const costly = idsOf(catalog, { ...EVERYTHING, order: 'costly' }).map((id) => dollars.get(id) ?? 0);
    expect(costly).toEqual([...costly].sort((a, b) => b - a));
    expect(idsOf(catalog, EVERYTHING)).toEqual([...ids].reverse());
    expect(idsOf(catalog, { ...EVERYTHING, order: 'oldest' })).toEqual(ids);
  });

  it('comes page by page, and every item once', async () => {
    const ids = await plant(Array.from({ length: 25 }, (_, number) => planFor(number)));
    const catalog = await whole();
    const pages = [0, 10, 20, 30].map((from) => catalog.find(EVERYTHING, from, 10));
    expect(pages.map(({ total }) => total)).toEqual([25, 25, 25, 25]);
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([...ids].reverse());
  });

  it('is not among what was deleted', async () => {
    const [first = '', second = ''] = await plant([planFor(1), planFor(2)]);
    const catalog = await whole();
    await moveOut([first]);
    await catalog.refresh();
    expect(idsOf(catalog, EVERYTHING)).toEqual([second]);
  });
});

describe('the index on the disk', () => {
  const opens = async (work: () => Promise<unknown>): Promise<number> => {
    const { jobs } = openDb();
    const before = jobs.bulkGet.bind(jobs);
    let count = 0;
    jobs.bulkGet = ((numbers: readonly number[]) => {
      count += numbers.length;
      return before([...numbers]);
    }) as typeof jobs.bulkGet;
    await work();
    jobs.bulkGet = before;
    return count;
  };

  const kept = async (plans = 3): Promise<string[]> => {
    const ids = await plant(Array.from({ length: plans }, (_, number) => planFor(number)));
    await (await whole()).save();
    return ids;
  };

  it('spares opening any job that did not change', async () => {
    const ids = await kept();
    const catalog = new Catalog(await readerNow());
    await catalog.load();
    expect(idsOf(catalog, EVERYTHING)).toEqual([...ids].reverse());
    expect(await opens(() => catalog.refresh())).toBe(0);
    const [more = ''] = await plant([planFor(9)]);
    expect(await opens(() => catalog.refresh())).toBe(1);
    expect(idsOf(catalog, EVERYTHING)[0]).toBe(more);
  });

  it('takes in what moved since', async () => {
    const [first = ''] = await kept();
    const row = await openDb().jobs.where('id').equals(first).first();
    if (!row?.n) throw new Error('no row');
    await openDb().jobs.put({ ...row, rev: row.rev + 1 });
    const catalog = new Catalog(await readerNow());
    await catalog.load();
    expect(await opens(() => catalog.refresh())).toBe(1);
  });

  it.each([
    ['missing', () => openDb().search.clear()],
    ['thrown away', () => openDb().search.put({ id: 'part-0', rev: 7, sealed: NO_PART })],
    [
      'damaged',
      async () => {
        const row = await openDb().search.get('part-0');
        if (!row) throw new Error('no part');
        const sealed = Uint8Array.from(row.sealed, (byte, at) => (at === 60 ? byte ^ 1 : byte));
        await openDb().search.put({ ...row, sealed });
      },
    ],
  ])('is made anew when it is %s', async (_what, spoil) => {
    const ids = await kept();
    await spoil();
    const catalog = new Catalog(await readerNow());
    await catalog.load();
    expect(idsOf(catalog, EVERYTHING)).toEqual([]);
    await catalog.refresh();
    expect(idsOf(catalog, EVERYTHING)).toEqual([...ids].reverse());
    await catalog.save();
    const next = new Catalog(await readerNow());
    await next.load();
    expect(idsOf(next, EVERYTHING)).toEqual([...ids].reverse());
  });

  it('has no word of it in clear', async () => {
    await kept();
    const [row] = await openDb().search.toArray();
    const text = Buffer.from(row?.sealed ?? []).toString('latin1');
    expect(text.length).toBeGreaterThan(500);
    for (const word of ['ember', 'smoke', 'openrouter', 'model']) expect(text).not.toContain(word);
  });

  it('of two pages that write at once holds what both know', async () => {
    await kept();
    const [one, two] = [await whole(), await whole()];
    await plant([planFor(11)]);
    await Promise.all([one.refresh(), two.refresh()]);
    await Promise.all([one.save(), two.save()]);
    expect(one.hasChanged || two.hasChanged).toBe(false);
    const next = new Catalog(await readerNow());
    await next.load();
    expect(await opens(() => next.refresh())).toBe(0);
    expect(idsOf(next, EVERYTHING)).toHaveLength(4);
  });

  it('is cut by number: a part holds nobody else’s', async () => {
    const [first = ''] = await kept();
    await openDb().search.put({ ...(await openDb().search.get('part-0')), id: 'part-1' } as never);
    const rows = await openDb().jobs.toArray();
    await openDb().jobs.add({ ...rows[0], n: 700, id: 'f'.repeat(32) } as never);
    const catalog = await whole();
    // The row under another number and id does not open, and neither does the part in another place.
    expect(catalog.standing.damaged).toEqual([{ n: 700, id: 'f'.repeat(32) }]);
    expect(idsOf(catalog, EVERYTHING)).toContain(first);
  });
});
