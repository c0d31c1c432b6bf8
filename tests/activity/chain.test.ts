/** What was written verifies; whatever somebody does to the rows without the key shows, and where. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../lib/activity/verify';
import { record, type Sealer, traced } from '../../lib/activity/write';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { sealJson } from '../../lib/seal/envelope';
import { clear, type Disk, event, newSealer, putDisk, readDisk, readerOf, readLines, write } from './bench';

let open: Sealer;
const look = () => verify(readerOf(open));
const flip = (bytes: Uint8Array<ArrayBuffer>, at: number) =>
  bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

beforeEach(async () => {
  await clear();
  open = await newSealer();
});

describe('a record', () => {
  it('is whole as it was written, one by one and many at once', async () => {
    await write(open, 3);
    await Promise.all(Array.from({ length: 40 }, (_, at) => record(open, event(`burst ${at}`))));
    const found = await look();
    expect(found).toMatchObject({ lines: 43, unchained: 0, pruned: 0 });
    expect(found.broken).toBeUndefined();
    const lines = await readLines(open);
    expect(lines.map(({ activity }) => activity?.link?.at)).toEqual(lines.map((_, at) => at + 1));
    expect(lines[1]?.activity?.link?.before).toBe(lines[0]?.hash);
  });

  it('writes a burst in few transactions, and in the order in which it was told', async () => {
    let heads = 0;
    openDb().trail.hook('updating', () => {
      heads += 1;
    });
    await write(open, 1);
    await Promise.all(Array.from({ length: 100 }, (_, at) => record(open, event(`burst ${at}`))));
    expect(heads).toBeLessThan(5);
    const lines = await readLines(open);
    expect(lines.slice(1).map(({ activity }) => activity?.about)).toEqual(
      Array.from({ length: 100 }, (_, at) => `burst ${at}`),
    );
  });

  it('that is written into by two who do not know of each other stays one chain', async () => {
    const other: Sealer = { ...open };
    for (let round = 0; round < 5; round += 1)
      await Promise.all([record(open, event(`one ${round}`)), record(other, event(`other ${round}`))]);
    expect(await look()).toMatchObject({ lines: 10 });
    expect((await look()).broken).toBeUndefined();
  });

  it('has all of a change or nothing: a transaction that fails leaves no gap', async () => {
    await write(open, 2);
    const db = openDb();
    const failing = traced(open, [event('never')], (traces) =>
      db.transaction('rw', [db.settings, ...traces.tables], async () => {
        await traces.add();
        throw new Error('the disk is full');
      }),
    );
    await expect(failing).rejects.toThrow('the disk is full');
    await write(open, 1, 2);
    const found = await look();
    expect(found).toMatchObject({ lines: 3 });
    expect(found.broken).toBeUndefined();
  });

  it('keeps what was written before there was a chain, and vouches for none of it', async () => {
    await openDb().trail.clear();
    const id = newId();
    const place = { vaultId: open.vaultId, kind: 'activity', rowId: id };
    await openDb().activity.add({ id, rev: 1, sealed: await sealJson(open.content, place, event('old')) });
    await write(open, 2);
    const found = await look();
    expect(found).toMatchObject({ lines: 3, unchained: 1 });
    expect(found.broken).toBeUndefined();
    const { rows, heads } = await readDisk();
    const [first, ...rest] = rows;
    if (!first) throw new Error('nothing was written');
    await putDisk({ rows: [...rest, { ...first, n: 1e9 }], heads });
    expect((await look()).broken?.why).toBe('out-of-order');
  });
});

describe('every change of a small record is found', () => {
  const LINES = 6;
  let disk: Disk;
  beforeEach(async () => {
    await write(open, LINES);
    disk = await readDisk();
  });
  const without = (at: number) => disk.rows.filter((_, place) => place !== at);
  const brokenAfter = async (changed: Partial<Disk>) => {
    await putDisk({ ...disk, ...changed });
    return (await look()).broken;
  };

  it('each line removed, at either end and between', async () => {
    for (let at = 0; at < LINES; at += 1) {
      const broken = await brokenAfter({ rows: without(at) });
      const isLast = at === LINES - 1;
      expect(broken).toMatchObject({ why: isLast ? 'end-missing' : 'out-of-order', at: at + 1 });
    }
    for (let left = 0; left < LINES; left += 1) {
      expect(await brokenAfter({ rows: disk.rows.slice(0, left) })).toMatchObject({
        why: 'end-missing',
        at: left + 1,
      });
      const cut = await brokenAfter({ rows: disk.rows.slice(LINES - left) });
      expect(cut).toMatchObject({ why: left === 0 ? 'end-missing' : 'out-of-order', at: 1 });
    }
  });

  it('each line changed, wherever in it and under any name', async () => {
    for (const [at, row] of disk.rows.entries()) {
      const change = (part: object) => disk.rows.map((one) => (one === row ? { ...one, ...part } : one));
      for (let byte = at; byte < row.sealed.length; byte += LINES)
        expect(await brokenAfter({ rows: change({ sealed: flip(row.sealed, byte) }) })).toMatchObject({
          at: at + 1,
        });
      for (const part of [{ id: newId() }, { rev: 2 }, { sealed: row.sealed.slice(0, 40) }])
        expect(await brokenAfter({ rows: change(part) })).toMatchObject({ why: 'damaged', at: at + 1 });
    }
  });

  it('each two lines exchanged, by their places or by their bytes', async () => {
    for (const [i, one] of disk.rows.entries())
      for (const [j, other] of disk.rows.entries()) {
        if (i >= j) continue;
        const places = disk.rows.map((row) =>
          row === one ? { ...row, n: other.n } : row === other ? { ...row, n: one.n } : row,
        );
        expect(await brokenAfter({ rows: places })).toMatchObject({ why: 'out-of-order', at: i + 1 });
        const bytes = disk.rows.map((row) =>
          row === one
            ? { ...row, sealed: other.sealed }
            : row === other
              ? { ...row, sealed: one.sealed }
              : row,
        );
        expect(await brokenAfter({ rows: bytes })).toMatchObject({ why: 'damaged', at: i + 1 });
      }
  });

  it('each line doubled, at every place', async () => {
    for (const row of disk.rows)
      for (const n of [0.5, row.n + 0.5, 1e9]) {
        const copy = { ...row, id: newId(), n };
        expect(await brokenAfter({ rows: [...disk.rows, copy] })).toBeDefined();
      }
  });

  it('a head that is damaged, missing, or of an earlier day', async () => {
    const [head] = disk.heads;
    if (!head) throw new Error('there is no head');
    for (let byte = 0; byte < head.sealed.length; byte += 3)
      expect(await brokenAfter({ heads: [{ ...head, sealed: flip(head.sealed, byte) }] })).toMatchObject({
        why: 'head-damaged',
      });
    expect(await brokenAfter({ heads: [] })).toMatchObject({ why: 'head-missing' });
    await putDisk(disk);
    await write(open, 2, LINES);
    const later = await readDisk();
    expect((await look()).broken).toBeUndefined();
    await putDisk({ rows: disk.rows, heads: later.heads });
    expect((await look()).broken).toMatchObject({ why: 'end-missing', at: LINES + 1 });
    await putDisk({ rows: later.rows, heads: disk.heads });
    expect((await look()).broken).toMatchObject({ why: 'end-missing' });
  });

  it('what cannot be seen: all of it as it once was', async () => {
    await write(open, 2, LINES);
    await putDisk(disk);
    expect((await look()).broken).toBeUndefined();
  });
});

describe('a larger record', () => {
  it('shows whatever is done to its rows', async () => {
    await Promise.all(Array.from({ length: 600 }, (_, at) => record(open, event(`line ${at}`))));
    const disk = await readDisk();
    const at = fc.nat(disk.rows.length - 1);
    const deed = fc.oneof(
      fc.record({ is: fc.constant('remove'), from: at, to: at }),
      fc.record({ is: fc.constant('move'), from: at, to: at }),
      fc.record({ is: fc.constant('flip'), from: at, to: at }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 3 }), async (deeds) => {
        let rows = [...disk.rows];
        for (const { is, from, to } of deeds) {
          const row = rows[from % rows.length];
          if (!row) continue;
          if (is === 'flip')
            rows = rows.map((one) =>
              one === row ? { ...one, sealed: flip(one.sealed, to % one.sealed.length) } : one,
            );
          else rows = rows.filter((one) => one !== row);
          if (is === 'move') rows.splice(to % (rows.length + 1), 0, row);
        }
        const numbered = rows.map((row, place) => ({ ...row, n: place + 1 }));
        const isSame =
          numbered.length === disk.rows.length &&
          numbered.every(
            (row, place) =>
              row.id === disk.rows[place]?.id &&
              row.sealed.every((byte, i) => byte === disk.rows[place]?.sealed[i]),
          );
        await putDisk({ ...disk, rows: numbered });
        expect((await look()).broken === undefined).toBe(isSame);
      }),
      { numRuns: 25 },
    );
  });
});
