interface Store {
  readonly keyPath: string | readonly string[];
  readonly counts: boolean;
  readonly uniqueIndexes: readonly string[];
  /** Indexes under which several rows may lie. */
  readonly indexes?: readonly string[];
  readonly rows: readonly unknown[];
}

interface Shape {
  readonly version: number;
  readonly stores: Readonly<Record<string, Store>>;
}

export interface Fixture extends Shape {
  /** The database after today's program opened it. */
  readonly becomes: Shape;
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const sealed = (id: string, rev: number) => ({ id, rev, sealed: bytes(1, 2, 3, rev) });

const version1: Shape = {
  version: 1,
  stores: {
    activity: { keyPath: 'n', counts: true, uniqueIndexes: ['id'], rows: [{ n: 1, ...sealed('a1', 1) }] },
    keys: {
      keyPath: 'n',
      counts: true,
      uniqueIndexes: ['id'],
      rows: [
        { n: 1, ...sealed('k1', 4), secret: bytes(9, 8, 7), isRemoved: false },
        { n: 7, ...sealed('k2', 1), secret: null, isRemoved: true },
      ],
    },
    settings: { keyPath: 'id', counts: false, uniqueIndexes: [], rows: [sealed('auto-lock', 2)] },
    unlockers: {
      keyPath: 'id',
      counts: false,
      uniqueIndexes: [],
      rows: [
        {
          id: 'u1',
          kind: 'passphrase',
          format: 1,
          memoryKiB: 65_536,
          passes: 3,
          lanes: 1,
          salt: bytes(1),
          iv: bytes(2),
          wrapped: bytes(3),
          sum: bytes(4),
        },
      ],
    },
    vault: {
      keyPath: 'id',
      counts: false,
      uniqueIndexes: [],
      rows: [{ id: 'vault', vaultId: 'v', format: 1, sum: bytes(5) }],
    },
  },
};

const numbered = { keyPath: 'n', counts: true, uniqueIndexes: ['id'] } as const;

const version2: Shape = {
  version: 2,
  stores: {
    ...version1.stores,
    files: {
      keyPath: ['file', 'at'],
      counts: false,
      uniqueIndexes: [],
      rows: [{ file: 'f1', at: 0, bytes: bytes(6) }],
    },
    jobs: {
      ...numbered,
      indexes: ['open'],
      rows: [
        { n: 1, ...sealed('j1', 5), state: bytes(7) },
        { n: 2, ...sealed('j2', 1), state: bytes(8), open: 1 },
      ],
    },
    ledger: { ...numbered, rows: [{ n: 1, ...sealed('l1', 1) }] },
    lists: { ...numbered, rows: [{ n: 1, ...sealed('m1', 3) }] },
  },
};

const byId = { keyPath: 'id', counts: false, uniqueIndexes: [] } as const;

const version3: Shape = {
  version: 3,
  stores: {
    ...version2.stores,
    jobs: { ...numbered, indexes: ['open', 'rev'], rows: version2.stores.jobs?.rows ?? [] },
    trail: { ...byId, rows: [sealed('head', 9)] },
    logs: { ...numbered, rows: [{ n: 1, ...sealed('o1', 1) }] },
    sums: { ...byId, rows: [sealed('s1', 2)] },
    search: { ...byId, rows: [sealed('i1', 1)] },
    marks: { ...byId, indexes: ['gone'], rows: [sealed('j1', 1), { ...sealed('j2', 3), gone: 1 }] },
    staged: {
      ...numbered,
      uniqueIndexes: [],
      indexes: ['lot'],
      rows: [{ n: 1, lot: 'x', table: 'keys', row: {} }],
    },
  },
};

/** The new tables of a step are there, and empty. */
const withNew = (older: Shape, newer: Shape): Shape => ({
  version: newer.version,
  stores: Object.fromEntries(
    Object.entries(newer.stores).map(([name, store]) => [
      name,
      { ...store, rows: older.stores[name]?.rows ?? [] },
    ]),
  ),
});

export const fixtures: readonly Fixture[] = [
  { ...version1, becomes: withNew(version1, version3) },
  { ...version2, becomes: withNew(version2, version3) },
  { ...version3, becomes: version3 },
];
